"""A series of practical sessions leads to a selection: who ties them, who is told, what the calendar of both shows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from svetovod.demo import build_events
from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.events import services as events
from svetovod.web.notices.models import Notice
from svetovod.web.selection import services
from svetovod.web.selection.models import RoundPreparation

from .conftest import person

SPRING, AUTUMN = build.moment("2021-06-10 10:00"), build.moment("2021-11-08 10:00")


@pytest.fixture
def series(world, db):
    """Two sessions of it; the second was put off once."""
    row = events.series_create(actor=SYSTEM, slug="kluster-2021", title="Подготовка к отбору", at=SPRING)
    fields = build_events.session_fields()
    session = events.session_create(actor=SYSTEM, at=SPRING, **fields, series=row)
    session = events.session_move(actor=SYSTEM, session=session, action="publish", at=SPRING)
    dates = {name: fields[name] for name in ("registration_until", "papers_until")}
    events.session_postpone(
        actor=SYSTEM, session=session, starts_on=fields["starts_on"] + timedelta(days=7), precision="day",
        ends_on=fields["ends_on"] + timedelta(days=7), reason="Зал занят", at=SPRING, **dates,
    )  # fmt: skip
    build_events.syktyvkar_session(actor=SYSTEM, at=SPRING)
    return row


def now(moment, *, future=False):
    values = {"moment": moment, "set_at": timezone.now(), "show_future": future}
    DomainClock.objects.update_or_create(pk=1, defaults=values)


def tie(world, series, by="secretary", at=AUTUMN):
    return services.round_prepare(actor=world.actor(by), round=world.round, series=series, at=at)


def page(client, name, slug, lang="ru"):
    client.cookies["django_language"] = lang
    return client.get(reverse(name, args=[slug])).content.decode()


def test_the_calendar_of_the_series_has_the_dates_of_its_selection(client, world, series):
    now(AUTUMN)
    assert "Приём заявок до" not in page(client, "events:series_detail", series.slug)
    tie(world, series)
    said = page(client, "events:series_detail", series.slug)
    steps = said[said.index('id="list"') :]
    assert steps.index("Сыктывкар") < steps.index("Саранск") < steps.index(world.round.title)
    assert "Подать полную заявку: 22.11.2021" in said and "осталось 14" in said.replace("\xa0", " ")
    calendar = said[said.index('id="calendar"') :]
    order = ("Материалы проектов до", "Сессия", "Начало приёма заявок", "Приём заявок до", "Результат")
    places = [calendar.index(words) for words in order[:-1]]
    assert places == sorted(places)
    # what was announced before: the days of the session, and the quarter in which the selection was expected
    moved = said[said.index('id="moved"') :]
    assert "24–25 июня 2021" in moved.replace("\xa0", " ") and "Зал занят" in moved
    assert world.round.expected in moved
    # the way back
    assert series.title in page(client, "selection:round", world.round.slug)


def test_before_the_order_only_what_was_expected_is_told(client, world, series):
    tie(world, series)
    now(SPRING)
    said = page(client, "events:series_detail", series.slug)
    assert world.round.expected in said and "22.11.2021" not in said and "19.10.2021" not in said
    assert b"closes-" not in client.get(reverse("events:series_ics", args=[series.slug])).content
    assert series.title in page(client, "selection:round", world.round.slug)
    now(SPRING, future=True)
    assert "22.11.2021" in page(client, "events:series_detail", series.slug)


def test_one_calendar_file(client, world, series):
    tie(world, series)
    now(AUTUMN)
    answer = client.get(reverse("events:series_ics", args=[series.slug]))
    found = {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    closes = found[f"closes-{world.round.slug}"]
    assert closes.decoded("dtstart") == world.round.closes_at and str(closes["description"]) == world.round.title
    assert {"session-saransk-2021", "papers_until-syktyvkar-2021", f"publishing-{world.round.slug}"} <= set(found)


def test_what_is_amended_is_newer_and_what_is_off_is_cancelled(client, world, series):
    """On a day before the amendment the dates are those announced till then."""
    tie(world, series)
    before, later = AUTUMN, AUTUMN + timedelta(days=2)
    was = world.round.scoring_until
    services.round_amend(
        actor=world.actor("secretary"), round=world.round, fields={"scoring_until": was + timedelta(hours=3)},
        reason="Больше заявок", at=later,
    )  # fmt: skip

    def entry(moment, uid=f"scoring-{world.round.slug}@svetovod"):
        now(moment)
        answer = client.get(reverse("events:series_ics", args=[series.slug]))
        return next(e for e in Calendar.from_ical(answer.content).walk("VEVENT") if str(e["uid"]) == uid)

    old, new = entry(before), entry(later)
    assert (old.decoded("dtstart"), new.decoded("dtstart")) == (was, was + timedelta(hours=3))
    assert old["sequence"] < new["sequence"]
    assert entry(later, "session-saransk-2021@svetovod")["sequence"] == 1
    services.round_cancel(actor=world.actor("secretary"), round=world.round, reason="Нет средств", at=later)
    off = entry(later)
    assert str(off["status"]) == "CANCELLED" and off["sequence"] > new["sequence"]


def test_the_secretary_ties_and_nobody_else(client, world, series):
    organiser = person("organiser", (Role.ORGANISER, Scope.SESSION, "saransk-2021"))
    world.people["organiser"] = organiser
    for other in ("organiser", "chair", "expert-1", "initiator-1", "auditor"):
        with pytest.raises(Denied):
            tie(world, series, by=other)
    now(AUTUMN)
    client.force_login(world.people["secretary"])
    address = reverse("selection:round_series", args=[world.round.slug])
    assert client.get(address).status_code == 200
    assert client.post(address, {"series": "999"}).status_code == 422
    for _twice in range(2):
        assert client.post(address, {"series": series.pk}).status_code == 302
    assert RoundPreparation.objects.get().series == series
    assert LedgerEntry.objects.filter(action="round.prepare").count() == 1
    # whoever runs the sessions is told, once
    told = Notice.objects.filter(person=organiser)
    assert told.count() == 1 and told.get().url.endswith(f"/series/{series.slug}/")
    client.post(address, {"series": ""})
    assert not RoundPreparation.objects.exists() and LedgerEntry.objects.filter(action="round.prepare").count() == 2


def test_when_scores_are_opened_the_tie_stays(client, world, series):
    tie(world, series)
    world.play("filed", "checked", "scored", "opened")
    with pytest.raises(Refused):
        tie(world, None)
    assert RoundPreparation.objects.filter(round=world.round).exists()
    now(AUTUMN + timedelta(days=90))
    client.force_login(world.people["secretary"])
    address = reverse("selection:round_series", args=[world.round.slug])
    assert address not in page(client, "selection:desk", world.round.slug)
    assert 'name="series"' not in client.get(address).content.decode()
    refused = client.post(address, {"series": ""})
    assert refused.status_code == 422 and refused.context["form"].non_field_errors()
