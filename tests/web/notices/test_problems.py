"""A report of a problem: from anybody, under a code, answered once, forgotten with the person."""

import pytest
from django.core import mail as sent
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.views import server_error
from svetovod.web.notices import personal, services
from svetovod.web.notices.models import OutgoingMail, ProblemReport

pytestmark = pytest.mark.django_db
PAGE = reverse("notices:problem_report")


@pytest.fixture
def reported(at):
    def make(code="0000000A", actor=VISITOR, text="Кнопка молчит", email="v@example.org"):
        return services.problem_report(
            actor=actor, code=code, text=text, page="/clusters/", failed="", email=email, language="ru", at=at
        )

    return make


@pytest.mark.parametrize("address", ["/clusters/", "/no-such-page/"])
def test_every_page_has_its_code_and_leads_to_the_form_with_it(client, address):
    page = client.get(address)
    code = page.headers["X-Request-Id"]
    foot = page.content.decode().partition('class="foot"')[2]
    assert f'{PAGE}?page={address}&amp;code={code}"' in foot and f">{code}<" in foot
    form = client.get(PAGE, {"page": "/clusters/", "code": code}).content.decode()
    assert 'value="/clusters/"' in form and f'value="{code}"' in form


def test_whom_to_call_stands_at_the_foot_of_every_page_and_of_an_error(client, settings, rf):
    assert "Поддержка:" not in client.get(PAGE).content.decode()
    settings.CONTACT = "+7 495 000-00-00 <дежурный>"
    said = "+7 495 000-00-00 &lt;дежурный&gt;"
    for answer in (client.get(PAGE), client.get("/nowhere/"), server_error(rf.get("/"))):
        assert said in answer.content.decode()


def test_a_visitor_reports_and_is_told_the_code(client, admin):
    answer = client.post(PAGE, {"text": "Кнопка молчит", "email": "v@example.org", "page": "/clusters/"})
    report = ProblemReport.objects.get()
    assert report.code == answer.headers["X-Request-Id"] and report.code in answer.content.decode()
    assert 'href="/clusters/"' in answer.content.decode()
    letter = OutgoingMail.objects.get()
    assert report.code in letter.subject and "молчит" not in letter.text
    assert not sent.outbox and LedgerEntry.objects.filter(action="problem.tell").exists()


@pytest.mark.parametrize("page", ["javascript:alert(1)", "//evil.example/", "https://evil.example/"])
def test_the_way_back_stays_here(client, page):
    answer = client.post(PAGE, {"text": "Кнопка молчит", "page": page})
    assert "evil" not in answer.content.decode() and "javascript:" not in answer.content.decode()
    assert ProblemReport.objects.get().page == ""


def test_the_secret_of_a_letter_stays_out_of_the_report_and_the_journal(client):
    """The journal is for ever, and the address of a guest's page is the guest's key."""
    secret = "5f" * 20
    page = reverse("events:registration", args=["saransk", secret])
    answer = client.post(PAGE, {"text": "Кнопка молчит", "page": page})
    report, entry = ProblemReport.objects.get(), LedgerEntry.objects.get(action="problem.tell")
    assert report.page == page.replace(secret, "…") and secret not in entry.body
    assert f'href="{page}"' in answer.content.decode()


def test_an_empty_report_is_refused_in_words(client):
    answer = client.post(PAGE, {"text": " ", "email": "не адрес"})
    assert answer.status_code == 422 and not ProblemReport.objects.exists()


def test_the_same_report_sent_twice_is_one(reported, admin):
    reported()
    reported()
    assert ProblemReport.objects.count() == OutgoingMail.objects.count() == 1


def test_a_flood_is_refused(reported):
    for number in range(services.FROM_VISITORS):
        reported(f"{number:08X}")
    with pytest.raises(Refused):
        reported("FFFFFFFF")


def test_answered_once_by_an_administrator_alone(client, reported, admin, manager, at):
    report = reported()
    with pytest.raises(Hidden):
        services.problem_close(actor=actor_of(manager), code=report.code, answer="Нет", at=at)
    for words in ("Исправлено", "Ещё раз"):
        services.problem_close(actor=actor_of(admin), code=report.code, answer=words, at=at)
    letter = OutgoingMail.objects.get(to="v@example.org")
    assert "Исправлено" in letter.text and "Кнопка молчит" in letter.text
    assert ProblemReport.objects.get().answer == "Исправлено"


def test_a_person_takes_the_words_along_and_is_forgotten(person, reported):
    who = person("own@example.ru")
    reported(email=who.email)
    assert personal.export_problems(who)[0]["text"] == "Кнопка молчит"
    personal.erase(who)
    report = ProblemReport.objects.get()
    assert (report.text, report.email, report.person) == ("", "", None)
