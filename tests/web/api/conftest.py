from pathlib import Path

import pytest
from django.core.cache import cache
from tests.web.keeping import keep

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def organisation(db, at):
    return lambda n, name: build.organisation(
        invented_inn(n), name, "RU-MO", "specialised_organisation", actor=SYSTEM, at=at
    )


@pytest.fixture
def cluster(organisation, at):
    return keep(("api", at), lambda: make_cluster(organisation, at))


def make_cluster(organisation, at):
    return build.cluster_from_workbook(
        EXAMPLES / "cluster-dependence-14.xlsx", "dependence", organisation(501, "Managing 1"), name="Светотехника 14",
        regions=["RU-MO"], actor=SYSTEM, at=at,
    )  # fmt: skip


@pytest.fixture
def idea(organisation, at):
    """A cluster that only its own people know."""
    manager = organisation(502, "Managing 2")
    return build.cluster("hidden-idea", "Hidden", ["RU-MO"], manager, actor=SYSTEM, at=at, state="idea")
