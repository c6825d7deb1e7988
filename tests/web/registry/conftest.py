from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.keeping import keep

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
AT = datetime(2021, 6, 24, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def at():
    return AT


@pytest.fixture
def manager_of(db):
    return keep("manager", make_manager)


def make_manager():
    return build.organisation(invented_inn(501), "Managing 1", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)


@pytest.fixture
def workbook():
    """workbook("cluster-dependence-14") -> the bytes of an example."""
    return lambda name: (EXAMPLES / f"{name}.xlsx").read_bytes()


@pytest.fixture
def upload(workbook):
    return lambda name: SimpleUploadedFile(f"{name}.xlsx", workbook(name))


@pytest.fixture
def empty_cluster(manager_of):
    return build.cluster("lighting", "Lighting 3", ["RU-MO"], manager_of, actor=SYSTEM, at=AT)


@pytest.fixture
def cluster(manager_of):
    path, given = EXAMPLES / "cluster-dependence-14.xlsx", {"name": "Lighting 14", "regions": ["RU-MO"]}
    return keep(
        "cluster",
        lambda: build.cluster_from_workbook(path, "dependence", manager_of, **given, actor=SYSTEM, at=AT),
    )


@pytest.fixture
def actor(person):
    return lambda email, *roles: actor_of(person(email, *roles))


@pytest.fixture
def manager(person, manager_of):
    return person("so@example.org", ("cluster_manager", "organisation", manager_of.pk))


@pytest.fixture
def signed(client, manager, clock):
    client.force_login(manager)
    return client
