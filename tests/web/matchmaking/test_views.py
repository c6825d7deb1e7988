"""Pages of business meetings through the client: an enterprise's own, a guest's by the link, the organiser's."""

import re
from datetime import timedelta
from html import unescape
from importlib import import_module
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.matchmaking import bridge, services
from svetovod.web.matchmaking.models import Meeting, MeetingProfile, MeetingWish

from .conftest import AT


def url(name, *args):
    return reverse(f"matchmaking:{name}", args=["saransk", *args])


def text(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


@pytest.fixture
def enter(client, sides, clock):
    """enter(0) -> a client signed in for that enterprise."""

    def make(number):
        client.force_login(sides[number].person)
        return client

    return make


def body(**lines):
    """What the form of a profile sends: makes="27.31.12" and so on, one line of each kind."""
    found = {"about": "Кабели", "visible": "session"}
    for kind in ("makes", "buys", "seeks"):
        found |= {f"{kind}-TOTAL_FORMS": "1", f"{kind}-INITIAL_FORMS": "0", f"{kind}-0-okpd2": lines.get(kind, "")}
    return found


def test_the_way_from_the_session_to_a_profile_and_an_invitation(enter, sides):
    page = enter(0)
    shown = text(page.get("/sessions/saransk/"))
    assert "Деловые встречи" in shown and url("agenda", sides[0].key) in shown
    assert url("agenda", sides[0].key) in text(page.get(url("board")))
    bought = {"buys-0-amount": "48000000", "buys-0-abroad": "on"}
    own = url("profile", sides[0].key)
    answer = page.post(own, body(makes="27.31.12", buys="27.32.13") | bought, follow=True)
    shown = text(answer)
    assert "за рубежом 27.32.13" in shown and re.search(r"на 48(,0)? млн", shown)
    page.post(url("invite", sides[0].key), {"receiver": sides[1].profile.pk, "word": "Кабель", "priority": "must"})
    wish = MeetingWish.objects.get()
    assert (wish.sender, wish.receiver, wish.priority) == (sides[0].profile, sides[1].profile, "must")
    shown = text(enter(1).get(url("agenda", sides[1].key)))
    assert "1 приглашение ждёт вашего ответа" in shown and "Кабель" in shown
    page.post(url("answer", sides[1].key, wish.pk, "accept"))
    wish.refresh_from_db()
    assert wish.state == "accepted"


def test_words_in_place_of_a_code_are_answered_by_codes(enter, sides):
    answer = enter(0).post(url("profile", sides[0].key), body(makes="волокно оптическое"))
    assert answer.status_code == 422
    assert "27.31.12" in text(answer)
    found = text(enter(0).get(url("profile", sides[0].key), {"q": "оптического волокна"}))
    assert "27.31.12" in found


def test_a_reason_never_carries_the_sum_of_the_other_side(enter, sides):
    """Everybody here buys for a sum of its own; the page of one has its own sum and none of the others'."""
    for number, side in enumerate(sides):
        page = enter(number)
        for name in ("partners", "agenda"):
            shown = text(page.get(url(name, side.key))).replace(" ", "")
            others = [f"4800{other}000" for other in range(4) if other != number]
            assert not [each for each in others if each in shown]
    shown = text(enter(0).get(url("partners", sides[0].key)))
    assert "Вы закупаете за рубежом" in shown


def test_the_catalogue_finds_words_in_any_form_and_opinions_change_the_order(enter, sides):
    page = enter(0)
    assert text(page.get(url("partners", sides[0].key), {"q": "кабелей"})).count("<li id=") == 1
    order = [row.profile.pk for row in page.get(url("partners", sides[0].key)).context["rows"]]
    page.post(url("opinion", sides[0].key, order[0]), {"useful": "no"})
    again = [row.profile.pk for row in page.get(url("partners", sides[0].key)).context["rows"]]
    assert again[-1] == order[0] and sorted(again) == sorted(order)


def test_a_guest_needs_no_account(client, guest, sides, clock):
    link = reverse("events:registration", args=["saransk", guest.key])
    assert url("agenda", guest.key) in text(client.get(link))
    answer = client.get(url("agenda", guest.key))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "сначала скажите, что предлагаете и ищете" in text(answer) and "выберите, с кем" not in text(answer)
    assert client.post(url("profile", guest.key), body(makes="27.32.13")).status_code == 302
    assert "выберите, с кем встретиться" in text(client.get(url("agenda", guest.key)))
    made = MeetingProfile.objects.get(registration=guest.registration)
    client.post(url("invite", guest.key), {"receiver": sides[0].profile.pk, "word": "", "priority": "wish"})
    assert MeetingWish.objects.get().sender == made
    assert client.get(url("agenda", "0" * 40)).status_code == 404
    assert client.get(url("agenda", sides[0].key)).status_code == 404


def test_the_organiser_publishes_and_everybody_sees_the_hour(client, organiser, sides, agree, plan, clock, settings):
    from svetovod.web.matchmaking import work

    agree(sides[0], sides[1])
    client.force_login(organiser)
    assert "Рассчитайте расписание" in text(client.get(url("organise")))
    client.post(url("run"))
    assert "ждёт очереди" in text(client.get(url("organise")))
    (number,) = work.waiting(timezone.now() + timedelta(minutes=3))
    work.run(number, at=AT)
    shown = text(client.get(url("organise")))
    assert "Все встречи поставлены, окон нет" in shown and "Как в таблице" in shown
    client.post(url("publish", 1))
    meeting = Meeting.objects.get()
    client.force_login(sides[1].person)
    shown = text(client.get(url("agenda", sides[1].key)))
    assert f"стол {meeting.table}" in shown and "Завод 0" in shown
    calendar = client.get(url("agenda_ics", sides[1].key))
    assert calendar["Content-Type"] == "text/calendar"
    assert b"BEGIN:VEVENT" in calendar.content and "Завод 0".encode() in calendar.content


def test_slots_and_tables_with_their_faults(client, organiser, plan, clock):
    client.force_login(organiser)
    good = {
        "item": plan.item_id, "minutes": "30", "tables": "4", "pause_minutes": "0", "seconds": "20",
        "wishes_until": "2021-06-22T18:00",
    }  # fmt: skip
    answer = client.post(url("plan"), good | {"tables": "0", "minutes": "1"})
    assert answer.status_code == 422
    assert client.post(url("plan"), good).status_code == 302
    plan.refresh_from_db()
    assert (plan.minutes, plan.tables) == (30, 4)
    assert client.post(url("tables"), {"lost": ["1", "2", "3", "4"]}).status_code == 409
    assert client.post(url("tables"), {"lost": ["4"]}).status_code == 302


def test_what_does_not_hold_any_more_asks_for_a_repair(client, published, sides, organiser, clock):
    client.force_login(organiser)
    assert "не может состояться" not in text(client.get(url("organise")))
    meeting = Meeting.objects.order_by("pk").first()
    services.times_close(actor=sides[0].actor, profile=sides[0].profile, closed=[meeting.slot], at=AT)
    assert "1 встреча не может состояться" in text(client.get(url("organise")))
    assert "Завод 0" in text(client.get(url("cards")))


def test_an_outcome_in_two_taps_and_only_after_the_meeting(client, published, sides, clock):
    meeting = Meeting.objects.filter(wish__sender=sides[0].profile).first()
    client.force_login(sides[0].person)
    page = url("outcome", sides[0].key, meeting.pk)
    assert client.post(page, {"result": "contact"}).status_code == 409
    clock(AT + timedelta(days=5, hours=6))
    assert "Намерение работать вместе" in text(client.get(url("agenda", sides[0].key)))
    assert client.post(page, {"result": "intention"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sender_result) == ("held", "intention")
    # a joint project is a cluster's: this enterprise is in none
    assert client.post(url("project", sides[0].key, meeting.pk)).status_code == 409
    shown = text(client.get("/desk/"))
    assert "Деловые встречи" in shown and url("agenda", sides[0].key) in shown


def test_who_organises_nothing_sees_no_schedule(enter):
    assert enter(0).get(url("organise")).status_code == 404
    assert enter(0).post(url("run")).status_code == 404


def test_pages_ask_as_many_questions_of_many_as_of_few(client, published, sides, organiser, clock, agree):
    """Four enterprises in four meetings and in six."""
    pages = [
        (organiser, url("organise")),
        *((sides[0].person, url(name, sides[0].key)) for name in ("agenda", "partners")),
    ]

    def count():
        found = []
        for person, page in pages:
            client.force_login(person)
            client.get(page)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found.append(len(caught))
        return found

    few = count()
    agree(sides[0], sides[2])
    agree(sides[1], sides[3])
    services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=sides[1].profile, at=AT)
    assert count() == few
    assert max(few) <= 24


def test_the_workbook_goes_out_and_comes_back(client, published, organiser, clock):
    client.force_login(organiser)
    book = client.get(url("schedule_xlsx"))
    assert book.status_code == 200 and book.content[:2] == b"PK"
    answer = client.post(url("schedule_import"), {"file": BytesIO(book.content)}, follow=True)
    shown = text(answer)
    assert "Расписание из книги выполнимо" in shown and "из книги Excel" in shown
    Meeting.objects.all().delete()
    MeetingWish.objects.update(state="withdrawn")
    answer = client.post(url("schedule_import"), {"file": BytesIO(book.content)})
    assert answer.status_code == 422 and "её строка из другой книги" in text(answer)
    for wrong in (b"no workbook", b"PK\x03\x04"):
        answer = client.post(url("schedule_import"), {"file": BytesIO(wrong)})
        assert answer.status_code == 422 and "Книга не прочитана" in text(answer)


def test_a_schedule_larger_than_a_workbook_may_be_is_not_read(client, published, organiser, settings, monkeypatch):
    settings.MAX_ATTACHMENT_BYTES = 2**20
    monkeypatch.setattr(bridge, "read_workbook", lambda _file: pytest.fail("it was read"))
    client.force_login(organiser)
    answer = client.post(url("schedule_import"), {"file": BytesIO(b"PK\x03\x04" + bytes(2**20))})
    assert answer.status_code == 422 and "Файл больше 1 МБ" in text(answer)


def test_partners_come_by_pages(enter, sides, monkeypatch):
    monkeypatch.setattr(import_module("svetovod.web.matchmaking.views.partners"), "SHOWN", 2)
    shown = [text(enter(0).get(url("partners", sides[0].key), {"page": number})) for number in (1, 2)]
    found = [{side.profile.pk for side in sides[1:] if f'id="p{side.profile.pk}"' in each} for each in shown]
    assert [len(each) for each in found] == [2, 1] and len(set.union(*found)) == 3


@pytest.mark.usefixtures("journal_watched")
def test_many_invitations_are_answered_at_once_and_called_off(enter, sides, plan):
    """Two are agreed to, the one of one's own is not answered; what was agreed is called off from the last page."""
    for number in (1, 2):
        services.wish_make(actor=sides[number].actor, sender=sides[number].profile, receiver=sides[0].profile, at=AT)
    own = services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=sides[3].profile, at=AT)
    page, many = enter(0), url("answer_many", sides[0].key)
    rows = list(MeetingWish.objects.order_by("pk").values_list("pk", flat=True))
    assert f'name="row" value="{rows[0]}" form="bulk"' in text(page.get(url("agenda", sides[0].key)))
    asked = page.get(many, {"do": "accept", "row": rows})
    assert text(asked).count('name="row"') == 2 and asked["Referrer-Policy"] == "same-origin"
    told = text(page.post(many, {"do": "accept", "row": rows}, follow=True))
    assert "Завод 1" in told and 'value="withdraw"' in told
    assert MeetingWish.objects.filter(state="accepted").count() == 2
    off = {"do": "withdraw", "row": [rows[0], rows[1]]}
    assert text(page.get(many, off)).count('name="row"') == 2
    page.post(many, off)
    own.refresh_from_db()
    assert MeetingWish.objects.filter(state="withdrawn").count() == 2 and own.state == "proposed"
    assert LedgerEntry.objects.filter(action__in=["wish.accept", "wish.withdraw"]).count() == 4
    assert page.get(many, {"do": "burn", "row": rows}).status_code == 409
    assert enter(1).get(url("answer_many", sides[0].key), {"do": "accept", "row": rows}).status_code == 404


def test_a_guest_answers_many_by_the_link(client, guest, sides, clock):
    client.get(url("agenda", guest.key))
    many = url("answer_many", guest.key)
    assert client.get(many, {"do": "decline"}).status_code == 404, "nothing was stated yet"
    client.post(url("profile", guest.key), body(makes="27.31.12"))
    profile = MeetingProfile.objects.get(registration=guest.registration)
    for side in sides[:2]:
        services.wish_make(actor=side.actor, sender=side.profile, receiver=profile, at=AT)
    rows = list(profile.received.values_list("pk", flat=True))
    client.post(many, {"do": "decline", "row": rows})
    assert profile.received.filter(state="declined").count() == 2
