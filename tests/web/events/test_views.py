import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from svetovod.demo import build_events
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.events import selectors
from svetovod.web.events.models import Registration, Visit
from svetovod.web.notices.models import OutgoingMail

MOSCOW = ZoneInfo("Europe/Moscow")


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def text(response):
    return response.content.decode()


@pytest.fixture
def page(client, session, clock):
    return client


def test_the_page_answers_first(page):
    shown = text(page.get(url("session_detail")))
    assert "18.06.2021<small>18:00\u00a0МСК</small>" in shown
    assert "11.06.2021<small>18:00\u00a0МСК</small>" in shown
    assert "III квартал 2021" in shown


def test_the_day_of_the_selection_is_not_known_in_june(page, clock):
    assert "19.10.2021" not in text(page.get(url("session_detail")))
    clock(show_future=True)
    assert "19.10.2021" in text(page.get(url("session_detail")))
    clock(datetime(2021, 10, 19, 12, 0, tzinfo=MOSCOW))
    assert "19.10.2021" in text(page.get(url("session_detail")))


def test_english_is_complete(page):
    page.cookies["django_language"] = "en"
    assert "registration is open" in text(page.get(url("session_detail")))


def test_the_calendar_file(page):
    answer = page.get(url("session_ics"))
    assert answer["Content-Type"] == "text/calendar"
    assert b"DTSTART;VALUE=DATE:20210624" in answer.content
    assert b"DTEND;VALUE=DATE:20210626" in answer.content


def test_a_visitor_registers_and_manages(page, form):
    visit = Visit.objects.first()
    page.post(url("register"), form(visit=visit.pk))
    row = Registration.objects.get()
    token = re.findall(r"/registration/(\w+)/", OutgoingMail.objects.get().text)[0]
    answer = page.get(url("registration", token))
    assert answer.context["registration"] == row
    assert row.visit == visit
    assert answer["Referrer-Policy"] == "same-origin"
    page.post(url("change_visit", token), {"visit": ""})
    assert Registration.objects.get().visit is None
    page.post(url("transfer", token), {"name": "Heir", "email": "heir@example.org"})
    assert set(Registration.objects.values_list("state", flat=True)) == {"transferred", "confirmed"}


def test_the_organisation_is_found_by_its_inn(page, form):
    page.post(url("register"), form(inn=invented_inn(700), organisation_name=""))
    assert Registration.objects.get().organisation.inn == invented_inn(700)


def test_its_name_is_found_in_the_directory_of_companies(page, form, settings, tmp_path):
    settings.COMPANIES = str(tmp_path / "companies.csv")
    answer = page.post(url("register"), form(inn=invented_inn(901), organisation_name=""))
    assert "не отвечает" in str(answer.context["form"].errors["organisation_name"])
    (tmp_path / "companies.csv").write_text(f"inn;name\n{invented_inn(901)};ООО «Свет»\n")
    answer = page.post(url("register"), form(inn=invented_inn(902), organisation_name=""))
    assert set(answer.context["form"].errors) == {"organisation_name"}
    page.post(url("register"), form(inn=invented_inn(901), organisation_name=""))
    assert Registration.objects.get().organisation_name == f"ООО «Свет» ({invented_inn(901)})"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nonsense"},
        {"region": ""},
        {"inn": "1234567890"},
        {"organisation_name": ""},
        {"kind": "king"},
        {"visit": "9"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(page, form, wrong):
    answer = page.post(url("register"), form(**wrong))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_without_the_required_consent_nobody_is_registered(page, form):
    data = {name: value for name, value in form().items() if not name.startswith("consent_")}
    assert page.post(url("register"), data).status_code == 422
    assert not Registration.objects.exists()


def told(form, **fields):
    """Everything a stranger gets back: status, headers, body of the answer and of the page it leads to."""
    page = Client()
    answer = page.post(url("register"), form(**fields))
    last = page.get(answer["Location"]) if answer.status_code == 302 else answer
    body = re.sub(
        rf'[A-Za-z0-9]{{64}}|value="[\w-]{{24}}"|nonce="[^"]+"|{last["X-Request-Id"]}', "",
        last.content.decode().replace(fields["email"], "X"),
    )  # fmt: skip
    headers = {name: value for name, value in answer.items() if name not in {"Content-Security-Policy", "X-Request-Id"}}
    return answer.status_code, headers, sorted(answer.cookies), last.status_code, body


def test_a_known_address_and_a_new_one_get_the_same_answer(page, form, make):
    page.post(url("register"), form(email="known@example.org", name="Secret Name"))
    make("staff@example.org")
    new, known, account = (told(form, email=f"{who}@example.org") for who in ("fresh", "known", "staff"))
    assert new == known == account
    assert new[0] == 302 and new[1]["Location"] == url("registered") and "Secret Name" not in new[4]


def test_a_full_visit_refuses_a_known_address_as_it_does_a_new_one(page, form):
    page.post(url("register"), form(email="known@example.org"))
    visit = Visit.objects.first()
    Visit.objects.filter(pk=visit.pk).update(capacity=0)
    new, known = (told(form, email=f"{who}@example.org", visit=str(visit.pk)) for who in ("fresh", "known"))
    assert new == known and new[0] == 422


def test_the_letter_to_a_known_address_says_so_and_carries_its_link(page, form):
    page.post(url("register"), form(email="known@example.org"))
    first, *_rest = OutgoingMail.objects.filter(to="known@example.org")
    page.post(url("register"), form(email="known@example.org"))
    again = OutgoingMail.objects.filter(to="known@example.org").exclude(pk=first.pk).get()
    (link,) = re.findall(r"http\S+/registration/\S+", first.text)
    assert link in again.text and "уже зарегистрированы" in again.text


@pytest.mark.parametrize("visits", [True, False])
def test_after_the_deadline_what_was_typed_is_kept(page, form, clock, visits):
    if not visits:
        Visit.objects.all().delete()
    clock(datetime(2021, 6, 18, 18, 30, tzinfo=MOSCOW))
    answer = page.post(url("register"), form(name="Late Comer"))
    assert answer.status_code == 422
    assert "18:30" in text(answer)
    assert "Late Comer" in text(page.get(url("register")))
    clock()
    assert page.post(url("register"), form(name="Late Comer")).status_code == 302
    assert "Late Comer" not in text(page.get(url("register")))


@pytest.mark.parametrize("name", ["registration", "cancel", "change_visit", "come", "transfer", "consents"])
def test_a_wrong_link_is_not_there(page, name):
    call = page.get if name == "registration" else page.post
    assert call(url(name, "0" * 40)).status_code == 404


def test_a_held_place_is_taken_up_by_the_link_without_an_account(page, session, register, organiser, at):
    session.capacity, session.confirm_hours = 1, 24
    session.save()
    first, second = register("1@example.org"), register("2@example.org")
    page.post(url("cancel", first.token))
    shown = text(page.get(url("registration", second.token))).replace("\u00a0", " ")
    assert "Место держится за вами до 11.06.2021" in shown and "Отказываюсь от места" in shown
    assert url("come", second.token) in shown
    boss = Client()
    boss.force_login(organiser)
    assert "ждём ответа до 11.06.2021" in text(boss.get(url("registrations"))).replace("\u00a0", " ")
    assert page.post(url("come", second.token)).status_code == 302
    row = Registration.objects.get(pk=second.registration.pk)
    assert (row.state, row.asked) == ("confirmed", False)
    assert "Место держится" not in text(page.get(url("registration", second.token)))
    assert boss.get(url("session_edit")).context["form"].initial["confirm_hours"] == 24


def test_a_consent_is_taken_back_by_a_button(page, register, at):
    optional = next(each for each in selectors.consents(at.date()) if not each.required)
    done = register(consents=selectors.consents(at.date()))
    buttons = text(page.get(url("registration", done.token))).count("Отозвать согласие")
    assert buttons
    for chosen in ("x", str(optional.pk)):
        page.post(url("consents", done.token), {"withdraw": chosen})
    shown = text(page.get(url("registration", done.token)))
    assert "отозвано 10.06.2021" in shown
    assert shown.count("Отозвать согласие") == buttons - 1


@pytest.mark.parametrize("name", ["registrations", "pitches"])
def test_lists_need_signing_in_and_a_role(page, person, name):
    assert page.get(url(name)).status_code == 302
    page.force_login(person("x@example.org", ("expert", "session", "kaluga-2022")))
    assert page.get(url(name)).status_code == 403


def test_drafts_are_not_there(page, session):
    session.state = "draft"
    session.save()
    assert page.get(url("session_detail")).status_code == 404
    assert page.get(url("register")).status_code == 404


def test_the_list_filters_and_the_door_taps(page, session, organiser, at):
    build_events.registrations(session, actor=SYSTEM, at=at - timedelta(days=10))
    page.force_login(organiser)
    listed = page.get(url("registrations"), {"region": "RU-MO", "kind": "enterprise"})
    rows = listed.context["table"].paginator.object_list
    assert {(r.record.region, r.record.kind) for r in rows} == {("RU-MO", "enterprise")}
    row = Registration.objects.first()
    answer = page.post(url("check_in", row.pk), headers={"HX-Request": "true"})
    assert f'id="arrival-{row.pk}"' in text(answer)
    assert Registration.objects.get(pk=row.pk).state == "checked_in"


def test_a_registration_of_another_session_is_not_at_this_door(page, organiser):
    page.force_login(organiser)
    assert page.post(url("check_in", 999_999)).status_code == 404


def test_the_workbook_holds_text_only_and_the_journal_knows(page, form, organiser):
    evil = '=HYPERLINK("http://evil","x")'
    page.post(url("register"), form(name=evil, organisation_name="+7", position="@SUM(A1)"))
    page.force_login(organiser)
    sheet = openpyxl.load_workbook(BytesIO(page.post(url("registrations_xlsx")).content)).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [c.quotePrefix for c in cells if c.value in {evil, "+7", "@SUM(A1)"}] == [True] * 3
    assert LedgerEntry.objects.filter(action="registrations.export").count() == 1
    assert page.get(url("registrations_xlsx")).status_code == 405


def test_queries_do_not_grow_with_rows(page, session, organiser, at, same_questions):
    def come(n):
        build_events.registrations(session, n=n, actor=SYSTEM, at=at - timedelta(days=10))

    page.force_login(organiser)
    pages = [reverse("events:session_list"), *map(url, ("session_detail", "registrations", "register", "pitches"))]
    same_questions(pages, lambda: come(1), lambda: come(60))


@pytest.mark.parametrize("came", ["http://testserver/sessions/x/?page=2", "[]", "portal:home", ""])
def test_at_the_door_one_is_led_back_by_an_address_and_never_by_the_name_of_a_view(
    came, page, session, register, organiser, clock
):
    clock(datetime(2021, 6, 24, 9, tzinfo=UTC))
    row = register("door@example.org").registration
    page.force_login(organiser)
    where = f"/sessions/{session.slug}/registrations/{row.pk}/check-in/"
    answer = page.post(where, headers={"referer": came})
    assert answer.status_code == 302
    assert answer["Location"] in {came, f"/sessions/{session.slug}/registrations/"}
