"""Two houses, their people, and short ways through a handover."""

from datetime import UTC, date, datetime

import pytest

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.handover import services
from svetovod.web.handover.enums import HANDED
from svetovod.web.handover.models import Handover

AT = datetime(2021, 6, 10, 9, 0, tzinfo=UTC)
LAST = date(2021, 6, 30)
AFTER = datetime(2021, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def house(db):
    return build.organisation(invented_inn(501), "House", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)


@pytest.fixture
def other_house(db):
    return build.organisation(invented_inn(502), "Other house", "RU-MO", "enterprise", actor=SYSTEM, at=AT)


@pytest.fixture
def head(person, house):
    """Leads the house and starts handovers."""
    return person("head@example.org", ("cluster_manager", "organisation", house.pk))


@pytest.fixture
def leaver(person, house):
    return person("leaver@example.org", ("initiator", "organisation", house.pk))


@pytest.fixture
def heir(person, house):
    return person("heir@example.org", ("participant", "organisation", house.pk))


@pytest.fixture
def operator(person):
    return person("operator@example.org", ("administrator", "platform", ""))


def wish(*successors, on=LAST, **more):
    """wish(heir): all kinds of work go to that person."""
    named = dict.fromkeys(HANDED, successors[0]) if successors else {}
    return services.Wish(on, named, **more)


@pytest.fixture
def start(head, leaver, heir):
    def make(by=None, of=None, to=heir, at=AT, **more):
        people = (to,) if to else ()
        return services.handover_start(
            actor=actor_of(by or head), leaver=of or leaver, wish=wish(*people, **more), at=at
        )

    return make


@pytest.fixture
def accept():
    return lambda row, who, at=AT: services.handover_accept(actor=actor_of(who), handover=row, at=at)


@pytest.fixture
def carry_out():
    def run(row, at=AFTER):
        services.handovers_tend(at=at)
        return Handover.objects.get(pk=row.pk)

    return run


def held(person):
    """(role, kind of the place, its id) of every role in force."""
    rows = RoleGrant.objects.filter(person=person, revoked_at=None)
    return set(rows.values_list("role", "scope", "scope_id"))


def outcome(row):
    """Title of a piece -> what became of it."""
    return {each["title"]: each["outcome"] for each in row.outcome}
