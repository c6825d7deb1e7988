"""The programme by its pages: entries, moves, clashes, speakers; versions and who is told; files for others."""

import json
from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar
from tests.pdfs import text_of

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import programme_page, services
from svetovod.web.events.models import ProgrammeItem, SpeakerAbsence, Visit
from svetovod.web.notices.models import OutgoingMail

DAY = date(2021, 6, 24)


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return response.content.decode()


@pytest.fixture
def desk(client, session, organiser, clock):
    client.force_login(organiser)
    return client


@pytest.fixture
def item(session):
    return session.items.get(title__startswith="Как получить субсидию")


def entry(**fields):
    values = {"title": "Круглый стол", "kind": "seminar", "day": "2021-06-24", "start": "15:00", "end": "15:20"}
    return values | {"hall": "Зал 2"} | fields


def codes(session):
    session = type(session).objects.get(pk=session.pk)
    return sorted(row["code"] for row in programme_page.found_clashes(session, programme_page.items_of(session)))


def test_the_scene_holds(session):
    """Of the demonstration nothing collides: its programme is one that could be held."""
    assert codes(session) == []


def test_an_entry_is_added_changed_and_taken_out(desk, session):
    speaker = session.speakers.get(name="Эксперт ассоциации")
    assert desk.post(url("item_new"), entry(speakers=[speaker.pk], expected="40")).status_code == 302
    made = session.items.get(title="Круглый стол")
    assert (made.speaker, made.expected, made.start) == ("Эксперт ассоциации", 40, time(15))
    assert desk.post(url("item_edit", made.pk), entry(title="Стол", speakers=[])).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.speaker, made.speakers.count()) == ("Стол", "", 0)
    desk.post(url("item_remove", made.pk))
    assert not session.items.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"end": "15:00"}, "end"),
        ({"day": "2021-06-26"}, "day"),
        ({"hall": "Зал 9"}, "hall"),
        ({"kind": "party"}, "kind"),
        ({"title": ""}, "title"),
        ({"speakers": ["999999"]}, "speakers"),
        ({"start": "25:00"}, "start"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_at_its_field(desk, session, wrong, field):
    answer = desk.post(url("item_new"), entry(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["item_form"].errors) == [field]
    assert not session.items.filter(title="Круглый стол").exists()


def test_clashes_are_found_at_once_and_said(desk, session, item):
    speaker = item.speakers.get()
    desk.post(url("item_new"), entry(start="11:30", end="12:00", hall="Зал 1", speakers=[speaker.pk]))
    assert codes(session) == ["hall.twice", "speaker.twice"]
    page = words(desk.get(url("programme")))
    assert "Зал 1" in page and speaker.name in page and "Круглый стол" in page
    session.items.get(title="Круглый стол").delete()
    desk.post(url("item_edit", item.pk), entry(title=item.title, start="11:00", end="12:30", hall="Зал 2", expected=81))
    assert "hall.seats" in codes(session)


def test_hours_in_which_a_speaker_cannot_come(desk, session, item):
    speaker = item.speakers.get()
    typed = {"speaker": speaker.pk, "day": "2021-06-24", "start": "12:00", "end": "13:00"}
    assert desk.post(url("absence_new"), typed).status_code == 302
    assert codes(session) == ["speaker.away"]
    assert desk.post(url("absence_new"), typed | {"end": "11:00"}).status_code == 422
    absence = SpeakerAbsence.objects.get(speaker=speaker)
    desk.post(url("speaker_remove", "absence", absence.pk))
    assert codes(session) == []
    assert desk.post(url("speaker_remove", "speaker", speaker.pk)).status_code == 409
    assert session.speakers.filter(pk=speaker.pk).exists()


def test_the_ride_to_a_visit_needs_its_time(session):
    Visit.objects.update(travel=45)
    assert codes(session) == ["visit.ride", "visit.ride"]


def test_an_entry_is_moved_by_a_button_and_by_a_drop(desk, session, item):
    desk.post(url("item_move", item.pk), {"minutes": "-15"})
    item.refresh_from_db()
    assert (item.start, item.end, item.hall) == (time(10, 45), time(12, 15), "Зал 1")
    desk.post(url("item_move", item.pk), {"day": "2021-06-25", "start": "16:15", "hall": ""})
    item.refresh_from_db()
    assert (item.day, item.start, item.end, item.hall) == (date(2021, 6, 25), time(16, 15), time(17, 45), "")
    for typed in ({"day": "2021-06-27"}, {"start": "23:30"}, {"minutes": "x"}, {"minutes": "600"}):
        assert desk.post(url("item_move", item.pk), typed).status_code == 409
    item.refresh_from_db()
    assert item.start == time(16, 15)


def test_the_public_sees_the_published_version_only(desk, session, item, client):
    assert session.versions.get().number == 1
    desk.post(url("item_edit", item.pk), entry(title="Другое название", start="11:00", end="12:30", hall="Зал 1"))
    assert "Другое название" not in words(client.get(url("session_detail")))
    assert "Другое название" not in words(client.get(url("programme_json")))
    assert "не опубликовано" in words(desk.get(url("programme")))
    for _press in range(2):
        desk.post(url("programme_publish"), {})
    assert [each.number for each in session.versions.all()] == [2, 1]
    assert "Другое название" in words(client.get(url("session_detail")))


def test_those_concerned_get_the_difference_once(desk, session, item, register, person, at, mailed):
    author = person("speaker@example.org")
    services.speaker_add(actor=SYSTEM, session=session, name=item.speaker, email=author.email, at=at)
    visit = Visit.objects.select_related("item").first()
    register("goes@example.org", visit=visit), register("stays@example.org")
    OutgoingMail.objects.all().delete()
    services.item_move(actor=SYSTEM, item=item, minutes=15, at=at)
    services.item_move(actor=SYSTEM, item=visit.item, minutes=30, at=at)
    desk.post(url("programme_publish"), {})
    mailed()
    letters = {row.to: row.text for row in OutgoingMail.objects.all()}
    assert set(letters) == {"speaker@example.org", "goes@example.org"}
    assert "11:15" in letters["speaker@example.org"] and "16:00" not in letters["speaker@example.org"]
    assert "16:00" in letters["goes@example.org"] and "11:15" not in letters["goes@example.org"]
    services.item_move(actor=SYSTEM, item=item, minutes=15, at=at)
    OutgoingMail.objects.all().delete()
    desk.post(url("programme_publish"), {"everybody": "on"})
    mailed()
    assert OutgoingMail.objects.filter(text__contains="11:30").count() == 3


def test_the_calendar_of_the_programme_is_in_the_time_of_the_place(client, session, clock):
    session.zone = "Asia/Yekaterinburg"
    session.save()
    calendar = Calendar.from_ical(client.get(url("programme_ics")).content)
    entries = calendar.walk("VEVENT")
    assert len(entries) == session.items.count()
    assert entries[0].decoded("dtstart") == datetime(2021, 6, 24, 5, 0, tzinfo=UTC)
    assert str(entries[0]["summary"]).startswith("Открытие")


def test_a_personal_calendar_has_the_visit_that_was_chosen(client, session, register, clock):
    chosen, without = register("1@example.org", visit=Visit.objects.first()), register("2@example.org")
    kinds = [
        sorted(str(each["uid"]).partition("-")[0] for each in Calendar.from_ical(
            client.get(url("own_ics", done.token)).content).walk("VEVENT"))
        for done in (chosen, without)
    ]  # fmt: skip
    assert kinds[0].count("visit") == 1 and kinds[1].count("visit") == 0
    assert kinds[1].count("entry") == session.items.exclude(kind="visit").count()
    assert client.get(url("own_ics", "0" * 40)).status_code == 404


def test_the_programme_for_programs_and_for_paper(client, session, clock):
    answer = client.get(url("programme_json"))
    told = json.loads(answer.content)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert len(told["entries"]) == session.items.count() and told["zone"] == "Europe/Moscow"
    assert set(told["entries"][0]) == {"day", "start", "end", "hall", "kind", "title", "speaker"}
    assert "Контрольная сумма" in text_of(client.get(url("programme_pdf")).content)
    client.cookies["django_language"] = "en"
    english = text_of(client.get(url("programme_pdf")).content)
    assert "Checksum of the content" in english and "Контрольная сумма" not in english


def test_entries_of_another_session_are_not_here(desk, session, organiser, at):
    other = services.session_clone(
        actor=actor_of(organiser), session=session, slug="other-2021", starts_on=date(2021, 9, 1), at=at
    )
    foreign = other.items.first()
    for name in ("item_edit", "item_move", "item_remove"):
        assert desk.post(url(name, foreign.pk), entry()).status_code == 404
    assert ProgrammeItem.objects.filter(pk=foreign.pk).exists()


def test_who_does_not_organise_changes_nothing(session, item, person, at):
    stranger = actor_of(person("x@example.org", ("moderator", "session", session.slug)))
    for actor in (VISITOR, stranger):
        for call in (
            lambda: services.item_move(actor=actor, item=item, minutes=15, at=at),  # noqa: B023
            lambda: services.programme_publish(actor=actor, session=session, at=at),  # noqa: B023
            lambda: services.speaker_add(actor=actor, session=session, name="x", at=at),  # noqa: B023
        ):
            with pytest.raises((Denied, Hidden)):
                call()


def test_what_is_over_is_not_changed(session, item, at):
    for action in ("close_registration", "start", "finish"):
        services.session_move(actor=SYSTEM, session=session, action=action, at=at)
    with pytest.raises(Refused) as refused:
        services.item_move(actor=SYSTEM, item=item, minutes=15, at=at)
    assert refused.value.code == "session.over"


def test_the_grid_asks_the_same_whatever_is_in_it(desk, session, at, same_questions):
    def fill(n):
        for each in range(n):
            services.speaker_add(actor=SYSTEM, session=session, name=f"Выступающий {n}-{each}", at=at)
            services.item_add(
                actor=SYSTEM, session=session, day=DAY, start=time(18, each), end=time(19), kind="seminar",
                title=f"Тема {each}", at=at, speakers=[session.speakers.last()],
            )  # fmt: skip

    pages = [url("programme"), url("session_detail"), url("programme_json"), url("programme_ics")]
    same_questions(pages, lambda: fill(1), lambda: fill(12))
