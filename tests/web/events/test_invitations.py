"""Letters of invitation: from a list, with numbers and the programme, answered by their links."""

import json
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.events import services, tokens
from svetovod.web.events.models import Registration, SessionInvite
from svetovod.web.notices.models import OutgoingMail

HEADS = ("Организация", "Кому", "Должность", "Почта", "Регион", "Кто приглашён")


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def book(*rows):
    made = openpyxl.Workbook()
    made.active.title = "Адресаты"
    for row in (HEADS, *rows):
        made.active.append(row)
    target = BytesIO()
    made.save(target)
    return {"workbook": SimpleUploadedFile("addressees.xlsx", target.getvalue())}


def send(desk, session, do="send"):
    """All of them, as from the page that asks."""
    return desk.post(url("invites_many"), {"do": do, "row": list(session.invites.values_list("pk", flat=True))})


@pytest.fixture
def desk(client, clock, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def sent(desk, session, mailed):
    """A letter that has left, and the address of its answer."""
    desk.post(url("invitations"), book(("Завод 4", "Руководителю", "Генеральному директору", "head@example.org", "")))
    send(desk, session)
    mailed()
    invite = SessionInvite.objects.get()
    return invite, url("invitation", tokens.invite_token(invite))


def test_a_list_becomes_numbered_letters_that_leave_once(desk, session, mailed):
    rows = [
        ("Министерство", "Министру", "", "m@example.org", "Республика Татарстан"),
        ("Завод", "Директору", "", "d@example.org", ""),
    ]
    assert desk.post(url("invitations"), book(*rows)).status_code == 302
    assert (
        desk.post(url("invitations"), book(rows[1], ("Центр", "Директору", "", "c@example.org", ""))).status_code == 302
    )
    found = list(session.invites.values_list("number", "email", "region"))
    assert found == [(1, "m@example.org", "RU-TA"), (2, "d@example.org", ""), (3, "c@example.org", "")]
    for _press in range(2):
        assert send(desk, session).status_code == 302
    mailed(), mailed()
    letters = OutgoingMail.objects.filter(key__startswith="invite:")
    assert letters.count() == 3
    assert [file["name"] for file in letters[0].attachments] == ["invitation.pdf", "programme.pdf"]
    for sort, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert desk.get(url("invitation_file", 1, sort)).content.startswith(begins)
    assert desk.get(url("invitation_file", 9, "pdf")).status_code == 404
    russian = desk.get(url("invitation_file", 1, "docx")).content
    desk.cookies["django_language"] = "en"
    assert desk.get(url("invitation_file", 1, "docx")).content == russian, "what is printed is what leaves"


def test_whoever_is_invited_as_something_answers_as_that(desk, session, client):
    rows = [
        ("Министерство", "Министру", "", "m@example.org", "", "Орган власти"),
        ("Завод", "Директору", "", "d@example.org", "", ""),
    ]
    desk.post(url("invitations"), book(*rows))
    assert "орган исполнительной власти субъекта РФ" in words(desk.get(url("invitations")))
    session.state = "published"
    session.save()
    client.logout()
    chosen = []
    for invite in session.invites.all():
        form = client.get(url("invitation", tokens.invite_token(invite))).context["form"]
        chosen.append(form["kind"].value())
    assert chosen == ["authority", "enterprise"]


def test_everything_wrong_with_the_list_is_said(desk, session):
    answer = desk.post(
        url("invitations"),
        book(("", "Кому", "", "нет", ""), ("Завод", "", "", "d@example.org", "Луна", "марсианин")),
    )
    page = words(answer)
    assert "марсианин" in page and "центр кластерного развития" in page
    assert answer.status_code == 422 and not session.invites.exists()
    assert "не адрес почты" in page and "Луна" in page


def test_the_answer_delegates_people_who_are_registered(desk, sent, register):
    invite, link = sent
    assert link in OutgoingMail.objects.get(key__startswith="invite:").text
    desk.logout()
    wrong = {"kind": "enterprise", "people": "Первый; не почта\nВторой"}
    answer = desk.post(link, wrong)
    assert answer.status_code == 422 and len(answer.context["form"].errors["people"]) == 2
    assert desk.post(link, {"kind": "enterprise"}).status_code == 422
    typed = {"kind": "enterprise", "people": "Первый; 1@example.org; Технолог\nВторой; 2@example.org"}
    assert desk.post(link, typed).status_code == 302
    rows = Registration.objects.order_by("pk").values_list("person__name", "organisation_name", "region", "state")
    assert list(rows) == [("Первый", "Завод 4", "RU-MO", "confirmed"), ("Второй", "Завод 4", "RU-MO", "confirmed")]
    invite.refresh_from_db()
    assert invite.answer == "comes" and invite.delegates.count() == 2
    assert "Первый" in words(desk.get(link))


def test_the_organiser_sees_who_answered_and_who_comes(desk, sent, client):
    _invite, link = sent
    assert "ответа нет" in words(desk.get(url("invitations")))
    desk.post(link, {"kind": "enterprise", "declines": "on"})
    assert "не приедет" in words(desk.get(url("invitations")))
    desk.post(link, {"kind": "enterprise", "people": "Первый; 1@example.org; Технолог"})
    page = words(desk.get(url("invitations")))
    assert "делегирует участников" in page and "Первый" in page


def test_late_nobody_is_delegated_but_one_may_decline(desk, sent, session, clock):
    _invite, link = sent
    session.registration_until = session.registration_until.replace(day=1)
    session.save()
    late = desk.post(link, {"kind": "enterprise", "people": "Первый; 1@example.org"})
    assert late.status_code == 422 and not Registration.objects.exists()
    assert desk.post(link, {"kind": "enterprise", "declines": "on"}).status_code == 302


def test_a_foreign_link_and_a_stranger_see_nothing(client, clock, sent, session, at):
    _invite, link = sent
    client.logout()
    other = "11/" if link.endswith("00/") else "00/"
    assert client.get(link[:-3] + other).status_code == 404
    with pytest.raises((Denied, Hidden)):
        services.invites_send(actor=VISITOR, session=session, invites=[], at=at)


def test_the_next_page_says_to_whom_and_who_stays(desk, sent, session, at):
    fresh = {"organisation": "Центр", "head": "Директору", "email": "c@example.org"}
    services.invites_add(actor=SYSTEM, session=session, addressees=[fresh], at=at)
    assert "Завод 4" not in words(desk.get(url("invitations"), {"state": "unsent"})).partition("<table")[2]
    page = words(desk.get(url("invites_many"), {"do": "send", "all": "1"}))
    able, _rest, stay = page.partition('id="rest"')
    assert "c@example.org" in able and "ответ принимается до" in able and "head@example.org" not in able
    assert "Завод 4" in stay and "отправлено" in stay
    assert "Завод 4" not in words(desk.get(url("invites_many"), {"do": "send", "all": "1", "state": "unsent"}))
    english = desk.get(url("invites_many"), {"do": "send", "all": "1"}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert '<span lang="ru">Центр</span>' in english and "No. " in english and "№" not in english
    done = words(desk.post(url("invites_many"), {"do": "send", "row": session.invites.last().pk}, follow=True))
    assert "Сделано: 1" in done and session.invites.last().sent_at and "напомнить" in done


def test_letters_of_before_take_their_kind_from_the_list_brought_again(desk, session, sent, at):
    rows = [
        {"organisation": "О", "head": "Кому", "email": f"{n}@example.org", "kind": kind}
        for n, kind in enumerate(("", "expert", ""))
    ]
    services.invites_add(actor=SYSTEM, session=session, addressees=rows, at=at)
    SessionInvite.objects.filter(email="2@example.org").update(answer="declines")
    listed = [("О", "Кому", "", f"{n}@example.org", "", "центр кластерного развития") for n in range(4)]
    known = ("Завод 4", "Руководителю", "", "head@example.org", "", "")
    page = words(desk.post(url("invitations"), book(*listed, known), follow=True))
    assert "Составлено 1 письмо. В 1 письме, составленном раньше, теперь указано, кто приглашён." in page
    kinds = dict(SessionInvite.objects.values_list("email", "kind"))
    assert kinds == {
        "head@example.org": "", "0@example.org": "cdc", "1@example.org": "expert", "2@example.org": "",
        "3@example.org": "cdc",
    }  # fmt: skip
    entry = LedgerEntry.objects.filter(action="invites.add").latest("index")
    assert json.loads(entry.body)["data"] == {"added": 1, "named": 1}
    assert "составленн" not in words(desk.post(url("invitations"), book(*listed, known), follow=True))


def test_whoever_is_silent_is_reminded_once_a_day(desk, sent, session, mailed, at, clock):
    _invite, link = sent
    assert "меньше суток" in words(desk.get(url("invites_many"), {"do": "remind", "all": "1"}))
    assert "state=due" not in words(desk.get(url("invitations")))
    SessionInvite.objects.update(sent_at=at - timedelta(days=2))
    assert "state=due" in words(desk.get(url("invitations")))
    assert "head@example.org" in words(desk.get(url("invites_many") + "?do=remind&all=1&state=due"))
    for _press in range(2):
        send(desk, session, "remind")
        mailed()
    letter = OutgoingMail.objects.get(key__contains="reminded")
    assert SessionInvite.objects.get().sent_at == at - timedelta(days=2), "the day of the letter itself stays"
    assert "ответа пока нет" in letter.text and link in letter.text and len(letter.attachments) == 2
    assert "state=due" not in words(desk.get(url("invitations"))), "the same address gives the next of them"
    clock(at + timedelta(days=1, minutes=1))
    send(desk, session, "remind")
    SessionInvite.objects.update(answer="declines")
    mailed()
    assert OutgoingMail.objects.filter(key__contains="reminded").count() == 1, "answered before the letter left"
    assert "не приедет" in words(desk.get(url("invites_many"), {"do": "remind", "all": "1"}))


def test_nobody_is_invited_where_nobody_can_come(desk, sent, session, at):
    SessionInvite.objects.update(sent_at=None)
    session.registration_until = session.registration_until.replace(day=1)
    session.save()
    assert "некого" in words(desk.get(url("invites_many"), {"do": "send", "all": "1"}))
    assert send(desk, session).status_code == 302 and not SessionInvite.objects.exclude(sent_at=None)


def test_whoever_calls_such_letters_off_gets_none(desk, sent, session, mailed, at):
    from svetovod.web.notices.enums import Pace, Topic
    from svetovod.web.notices.models import LetterWish

    invite, _link = sent
    SessionInvite.objects.update(sent_at=None)
    LetterWish.objects.create(address=invite.email, topic=Topic.INVITATIONS, pace=Pace.PAGE)
    assert "отказался" in words(desk.get(url("invites_many"), {"do": "send", "all": "1"}))
    before = OutgoingMail.objects.count()
    send(desk, session)
    refused = services.invites_send(actor=SYSTEM, session=session, invites=[invite], at=at)
    mailed()
    assert "отказался" in refused[invite.pk] and OutgoingMail.objects.count() == before
    assert SessionInvite.objects.get().sent_at is None


def test_the_list_asks_the_same_of_many(desk, session, same_questions, at, organiser):
    def letters(many):
        rows = [{"organisation": f"О {n}", "head": "Кому", "email": f"{n}@example.org"} for n in range(many)]
        services.invites_add(actor=SYSTEM, session=session, addressees=rows, at=at)

    asked = [url("invitations"), url("invites_many") + "?do=send&all=1"]
    same_questions(asked, lambda: letters(1), lambda: letters(9))
