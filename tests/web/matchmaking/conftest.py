"""A session with slots and tables, four enterprises with profiles, and whoever speaks for each."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from tests.web.keeping import keep

from svetovod.demo import build_registry
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.events import services as events
from svetovod.web.events.models import Registration
from svetovod.web.events.selectors import registration_token
from svetovod.web.matchmaking import services

AT = datetime(2021, 6, 20, 9, 0, tzinfo=UTC)
SLOT_3 = datetime(2021, 6, 25, 9, 10, tzinfo=UTC)  # 12:10 in Moscow, slot 3 has just begun
MAKES = ("27.31.12", "27.32.13", "22.21.29", "24.44.2")
BUYS = ("22.21.29.110", "27.31.12", "24.44.2", "27.32.13")


@pytest.fixture
def at():
    return AT


@pytest.fixture
def session(db):
    return keep("matchmaking", make_session)


def make_session():
    return events.session_create(
        actor=SYSTEM, at=AT, slug="saransk", ordinal=1, title="Сессия", place="Саранск", region="RU-MO",
        starts_on=date(2021, 6, 24), ends_on=date(2021, 6, 25), capacity=100,
        registration_until=AT + timedelta(days=1), papers_until=AT + timedelta(days=1), state="published",
        pack=["Программа"],
    )  # fmt: skip


@pytest.fixture
def plan(session):
    """Six slots of twenty minutes from half past eleven, one pause, two tables."""
    return keep("plan", lambda: make_plan(session))


def make_plan(session):
    item = events.item_add(
        actor=SYSTEM, session=session, day=date(2021, 6, 25), start=time(11, 30), end=time(14, 0), kind="meetings",
        title="Деловые встречи", hall="Зал 2", at=AT,
    )  # fmt: skip
    return services.plan_set(
        actor=SYSTEM, session=session, item=item, minutes=20, tables=2, pause_from=time(12, 30), pause_minutes=30,
        wishes_until=AT + timedelta(days=2), seconds=20, at=AT,
    )  # fmt: skip


def line(kind, code, amount=None, *, abroad=False):
    return {"kind": kind, "okpd2": code, "note": "", "amount": amount, "abroad": abroad}


@pytest.fixture
def sides(plan, person):
    """sides[0] .. sides[3]: organisation, profile, who speaks for it."""
    return keep("sides", lambda: make_sides(plan, person))


def make_sides(plan, person):
    found = []
    for number in range(4):
        organisation = build_registry.organisation(
            invented_inn(700 + number), f"Завод {number}", "RU-MO", actor=SYSTEM, at=AT
        )
        speaker = person(f"speaker-{number}@example.org", ("participant", "organisation", organisation.pk))
        found.append(SimpleNamespace(organisation=organisation, person=speaker, actor=actor_of(speaker)))
    from svetovod.web.matchmaking.models import MeetingProfile

    for number, side in enumerate(found):
        side.profile = services.profile_save(
            actor=side.actor, profile=MeetingProfile(session=plan.session, organisation=side.organisation),
            about=f"Мощности {number}", visible="session", closed=[], at=AT,
            lines=[line("makes", MAKES[number]), line("buys", BUYS[number], f"4800{number}000.00", abroad=True)],
        )  # fmt: skip
        side.key = f"own-{side.organisation.pk}"
    return found


@pytest.fixture
def organiser(person):
    return keep("organiser", lambda: person("organiser@example.org", ("organiser", "platform", "")))


@pytest.fixture
def guest(plan, person):
    """Somebody without an account, who came by the link of a letter."""
    visitor = person("guest@example.org")
    row = Registration.objects.create(
        session=plan.session, person=visitor, organisation_name="Гостевой завод", region="RU-TA", kind="guest",
        state="confirmed", token_hash="0", registered_at=AT,
    )  # fmt: skip
    from svetovod.web.events import tokens

    row.token_hash = tokens.hashed(registration_token(row))
    row.save()
    return SimpleNamespace(registration=row, key=registration_token(row), person=visitor)


@pytest.fixture
def agree(at):
    """agree(one, other) -> an invitation both want."""

    def make(one, other, **more):
        wish = services.wish_make(actor=one.actor, sender=one.profile, receiver=other.profile, at=at, **more)
        return services.wish_answer(actor=other.actor, wish=wish, accept=True, at=at)

    return make


@pytest.fixture
def computed(organiser):
    """computed(session, start) -> the calculation, carried out as the job does it."""
    from svetovod.web.matchmaking import work

    def run(session, start=services.run_start, at=AT):
        made = start(actor=actor_of(organiser), session=session, at=at)
        work.run(made.pk, at=at)
        made.refresh_from_db()
        return made

    return run


@pytest.fixture
def published(sides, agree, computed, organiser, plan):
    """Four meetings in force: each enterprise meets its two neighbours in the circle."""
    return keep("published", lambda: make_published(sides, agree, computed, organiser, plan))


def make_published(sides, agree, computed, organiser, plan):
    for number in range(4):
        agree(sides[number], sides[(number + 1) % 4])
    made = computed(plan.session)
    services.run_publish(actor=actor_of(organiser), run=made, at=AT)
    return made
