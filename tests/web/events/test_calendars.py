"""Calendar files as another program reads them: `ical`, which shares nothing with the library that writes them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Timezone

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.events import calendars, services
from svetovod.web.events.models import Visit

URAL = ZoneInfo("Asia/Yekaterinburg")


def read(client, name, *args):
    answer = client.get(reverse(f"events:{name}", args=["saransk-2021", *args]))
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar"
    return IcsCalendarStream.calendar_from_ics(answer.content.decode()), answer.content.decode()


def entries(calendar):
    return {event.uid: event for event in calendar.events}


@pytest.fixture
def ural(session):
    session.zone = str(URAL)
    session.save()
    return session


def test_every_entry_stands_at_its_hour(client, ural, clock):
    calendar, text = read(client, "programme_ics")
    found = entries(calendar)
    for item in ural.items.all():
        event = found.pop(f"entry-{item.pk}@svetovod")
        assert (event.summary, event.sequence, event.status) == (item.title, 0, None)
        start, end = (each.astimezone(URAL) for each in (event.dtstart, event.dtend))
        assert (start.date(), start.time(), end.time()) == (item.day, item.start, item.end)
    assert found == {}
    zone = next(each for each in calendar.timezones if each.tz_id == str(URAL))
    assert zone.standard[0].tz_offset_to.offset == timedelta(hours=5)
    assert text.count("BEGIN:VTIMEZONE") == 1 and f"DTSTART;TZID={URAL}:20210624T100000" in text


def test_the_rules_of_a_zone_are_looked_for_once(client, ural, clock, monkeypatch):
    calendars._zone.cache_clear()
    asked, found = [], Timezone.from_tzid
    monkeypatch.setattr(Timezone, "from_tzid", lambda name: asked.append(name) or found(name))
    first, second = (read(client, "programme_ics")[0].timezones for _ in range(2))
    assert asked == [str(URAL)] and first == second != []


def test_the_personal_one_has_the_visit_that_was_chosen(client, ural, register, clock):
    visit = Visit.objects.select_related("item").order_by("pk")[0]
    done = register("reads@example.org", visit=visit)
    found = entries(read(client, "own_ics", done.token)[0])
    own = found.pop(f"visit-{visit.pk}@svetovod")
    assert own.dtstart.astimezone(URAL).time() == visit.item.start and visit.host.name in own.summary
    assert set(found) == {f"entry-{item.pk}@svetovod" for item in ural.items.exclude(kind="visit")}


def test_the_visit_one_had_is_cancelled(client, ural, register, clock, at):
    one, other = Visit.objects.select_related("item").order_by("pk")[:2]
    done = register("changes@example.org", visit=one)
    call = {"actor": VISITOR, "registration": done.registration, "token": done.token, "at": at}
    services.registration_visit(**call, visit=other)
    found = entries(read(client, "own_ics", done.token)[0])
    old, new = found[f"visit-{one.pk}@svetovod"], found[f"visit-{other.pk}@svetovod"]
    assert (old.status, old.sequence, new.status, new.sequence) == ("CANCELLED", 1, None, 1)
    services.registration_visit(**call, visit=one)
    back = entries(read(client, "own_ics", done.token)[0])[old.uid]
    assert back.status is None and back.sequence > old.sequence


def test_what_is_moved_is_newer_and_what_is_taken_out_is_cancelled(client, ural, organiser, at, clock):
    moved, gone = ural.items.filter(kind="seminar")[:2]
    key, lost = f"entry-{moved.pk}@svetovod", f"entry-{gone.pk}@svetovod"
    services.item_move(actor=SYSTEM, item=moved, minutes=15, at=at)
    services.programme_publish(actor=SYSTEM, session=ural, at=at)
    first = entries(read(client, "programme_ics")[0])
    services.item_remove(actor=SYSTEM, item=gone, at=at)
    services.programme_publish(actor=SYSTEM, session=ural, at=at)
    second = entries(read(client, "programme_ics")[0])
    assert set(first) == set(second), "a calendar that has the entry is told that it is cancelled"
    assert (first[key].sequence, first[lost].sequence, second[key].sequence) == (1, 0, 1)
    assert (second[lost].sequence, second[lost].status) == (2, "CANCELLED") and first[lost].status is None
    assert first[key].dtstart - second[lost].dtstart == timedelta(minutes=15)


def test_a_session_that_is_called_off(client, session, at, clock):
    services.session_cancel(actor=SYSTEM, session=session, reason="Нет зала", at=at)
    for name in ("session_ics", "programme_ics"):
        assert {event.status for event in read(client, name)[0].events} == {"CANCELLED"}
