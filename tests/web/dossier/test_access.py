"""The dossier of a cluster: its managers, officials, the auditor, and who speaks for a member of it now."""

import pytest
from tests.web.acting import cast, permitted

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.dossier.access import ACCESS, edits_document, reads_document
from svetovod.web.registry.models import Cluster, Membership

OFFICIALS = {"manager", "cluster", "region", "centre", "officer", "system"}
SPEAKING = {"participant", "initiator", "preparer"}
EXPECTED = {
    "dossier.view": OFFICIALS | SPEAKING | {"auditor"},
    "dossier.read_papers": OFFICIALS | {"auditor"},
    "dossier.read_edition": OFFICIALS | {"auditor"},
    "dossier.read_figures": OFFICIALS,
    "dossier.edit": {"manager", "cluster", "system"},
    "dossier.replace_manager": {"manager", "cluster", "officer", "system"},
}


@pytest.fixture
def bare(manager_of, at):
    """A cluster with one member and another organisation that has left it."""
    found = Cluster.objects.create(slug="bare", name="Bare", manager=manager_of, regions=["RU-MO"])
    for number, left in ((502, None), (503, at.date())):
        row = build.organisation(invented_inn(number), f"N {number}", "RU-MO", "enterprise", actor=SYSTEM, at=at)
        Membership.objects.create(cluster=found, organisation=row, joined_on=at.date(), left_on=left)
    return found


@pytest.fixture
def actors(bare):
    member, gone = bare.memberships.order_by("organisation__name").values_list("organisation", flat=True)
    return cast(
        nobody="", admin="administrator@platform:", officer="registry_officer@platform:", auditor="auditor@platform:",
        head="registry_head@platform:", manager=f"cluster_manager@organisation:{bare.manager_id}",
        cluster=f"cluster_manager@cluster:{bare.pk}", region="regional_authority@region:RU-MO",
        centre="cdc_officer@region:RU-MO", elsewhere="cdc_officer@region:RU-TA",
        participant=f"participant@organisation:{member}", initiator=f"initiator@organisation:{member}",
        preparer=f"preparer@organisation:{member}", its_manager=f"cluster_manager@organisation:{member}",
        left=f"participant@organisation:{gone}", round_auditor="auditor@round:1",
    )  # fmt: skip


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(actors, bare, action):
    assert set(permitted(ACCESS, action, actors, bare).split()) == EXPECTED[action]


def test_files_of_a_document_follow_its_dossier(actors, bare):
    class Document:
        cluster = bare

    assert {name for name, actor in actors.items() if reads_document.test(actor, Document)} == EXPECTED[
        "dossier.read_papers"
    ]
    assert {name for name, actor in actors.items() if edits_document.test(actor, Document)} == EXPECTED["dossier.edit"]


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("dossier", frozenset())
