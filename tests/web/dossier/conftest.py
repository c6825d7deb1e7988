from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.web.keeping import keep
from tests.web.registry.conftest import EXAMPLES

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.dossier import services

MOSCOW = ZoneInfo("Europe/Moscow")
AT = datetime(2021, 6, 24, 10, 0, tzinfo=MOSCOW)
LATER = datetime(2021, 12, 10, 10, 0, tzinfo=MOSCOW)
MODERN = datetime(2024, 6, 3, 13, 0, tzinfo=MOSCOW)
OLD, NEW = date(2018, 8, 2), date(2021, 11, 16)
LAST = date(2024, 4, 1)  # the last edition of the package


@pytest.fixture
def at():
    return AT


@pytest.fixture
def manager_of(db):
    return keep("manager", make_manager)


def make_manager():
    return build.organisation(invented_inn(501), "Managing 1", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)


@pytest.fixture
def cluster(manager_of):
    """Functional dependence 14.23 %: the edition of 2018 asks for 20 %."""
    path, given = EXAMPLES / "cluster-dependence-14.xlsx", {"name": "Lighting 14", "regions": ["RU-MO"]}
    return keep(
        "cluster",
        lambda: build.cluster_from_workbook(path, "dependence", manager_of, **given, actor=SYSTEM, at=AT),
    )


@pytest.fixture
def manager(person, manager_of):
    return person("so@example.org", ("cluster_manager", "organisation", manager_of.pk))


@pytest.fixture
def dossier(cluster, manager):
    return services.dossier_open(actor=actor_of(manager), cluster=cluster, at=AT)


@pytest.fixture
def modern(cluster, manager):
    """Opened under the last edition of the package."""
    opened = services.dossier_open(actor=actor_of(manager), cluster=cluster, at=MODERN)
    assert opened.edition == LAST
    return opened


@pytest.fixture
def signed(client, clock):
    """signed(person, moment) -> their browser on that day."""

    def enter(someone, moment=AT):
        clock(moment)
        client.force_login(someone)
        return client

    return enter
