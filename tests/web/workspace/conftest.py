"""A cluster of an example, its manager, and the day."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.web.keeping import keep

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.registry.enums import OrganisationKind

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
AT = datetime(2021, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
TODAY = date(2021, 12, 1)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def so(db):
    return keep("so", make_so)


def make_so():
    return build.organisation(
        invented_inn(501), "Managing 1", "RU-MO", OrganisationKind.SPECIALISED, actor=SYSTEM, at=AT
    )


@pytest.fixture
def cluster(so):
    path, given = EXAMPLES / "cluster-dependence-14.xlsx", {"name": "Lighting 14", "regions": ["RU-MO"]}
    return keep("cluster", lambda: build.cluster_from_workbook(path, "lighting", so, **given, actor=SYSTEM, at=AT))


@pytest.fixture
def member(cluster):
    return cluster.memberships.select_related("organisation", "cluster").order_by("id")[0]


@pytest.fixture
def manager(person, so):
    return person("so@example.org", ("cluster_manager", "organisation", so.pk))


@pytest.fixture
def actor(manager):
    return actor_of(manager)


@pytest.fixture
def signed(client, manager, clock):
    client.force_login(manager)
    return client


@pytest.fixture
def paper():
    """paper(dated_on=...) -> what a form of an agreement gives."""
    return lambda **said: {
        "number": "7", "dated_on": date(2021, 3, 1), "valid_to": date(2026, 3, 1), "signed_with": "Managing 1",
    } | said  # fmt: skip
