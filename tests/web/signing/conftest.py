"""A house, its people, one who leads it from outside, and short ways to enter who signs."""

from datetime import UTC, date, datetime

import pytest

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.signing import services

AT = datetime(2021, 6, 10, 9, 0, tzinfo=UTC)
TODAY = AT.date()
EMPTY = {
    "person": "", "name": "", "post": "General director", "ground": "charter", "number": "", "dated_on": None,
    "since": date(2020, 1, 1), "until": None, "covers": "", "certificate": "", "certificate_until": None,
}  # fmt: skip


@pytest.fixture
def at():
    return AT


@pytest.fixture
def house(db):
    return build.organisation(invented_inn(501), "House", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)


@pytest.fixture
def head(person, house):
    return person("head@example.org", ("cluster_manager", "organisation", house.pk))


@pytest.fixture
def signer(person, house):
    return person("signer@example.org", ("initiator", "organisation", house.pk))


@pytest.fixture
def enter(house, head):
    """enter(person="3", ground="proxy", ...) -> the row; by the head of the house."""

    def make(by=None, at=AT, **fields):
        typed = EMPTY | fields
        return services.authority_enter(actor=actor_of(by or head), organisation=house, fields=typed, at=at)

    return make


@pytest.fixture
def proxy(enter):
    """A power of attorney of a person, until a day."""

    def make(person, until, **fields):
        return enter(
            person=str(person.pk), ground="proxy", number="7", dated_on=date(2021, 1, 11), since=date(2021, 1, 11),
            until=until, **fields,
        )  # fmt: skip

    return make
