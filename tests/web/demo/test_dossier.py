"""The dossier of the demonstration's cluster alone: nearly whole, with gaps that the overview says."""

from datetime import date

import pytest

from svetovod.demo import bridge
from svetovod.demo import build_registry as build
from svetovod.demo.build_dossier import AT, dossier_build
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.dossier import selectors
from svetovod.web.dossier.enums import Basis, Doing, Reach, Standing

pytestmark = pytest.mark.django_db
EVE = date(2021, 6, 10)


@pytest.fixture
def place(person):
    """(cluster, its manager), with the dossier built; twice, which changes nothing."""
    so = build.organisation(bridge.invented_inn(8000), "СО", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)
    cluster = build.cluster_from_workbook(
        bridge.example("dependence-14"), "svetotekhnika-3", so, name="Светотехнический кластер 3", regions=["RU-MO"],
        actor=SYSTEM, at=AT,
    )  # fmt: skip
    manager = person("so@example.org", ("cluster_manager", "cluster", cluster.pk))
    for _time in range(2):
        dossier_build(cluster, actor_of(manager))
    return cluster, manager


def test_its_gaps_are_of_every_kind_and_most_is_there(place, client, clock):
    cluster, manager = place
    actor = actor_of(manager)
    present = selectors.participants_on(actor, cluster, EVE)
    standings = [line.standing for line in present]
    assert [standings.count(each) for each in Standing] == [1, 1, 1, len(present) - 3]
    papers = selectors.completeness(actor, cluster, EVE)
    assert {line.standing for line in papers.lines} == {Standing.MISSING, Standing.EXPIRED, Standing.VALID}
    assert any(line.unfiled for line in papers.lines)
    seen = selectors.programme(actor, cluster, EVE)
    assert seen is not None
    assert {line.doing for line in seen.measures} == set(Doing)
    assert {line.last.reach for line in seen.indicators} == {Reach.REACHED, Reach.SHORT}
    technology, education = selectors.answers(actor, cluster, EVE)
    assert (technology.basis, education.basis) == (Basis.APART, Basis.OBJECTS)
    assert technology.unshown and technology.only_here
    clock(AT)
    client.force_login(manager)
    for page in ("", "participants/", "managing/", "regions/", "infrastructure/", "programme/", "documents/"):
        assert client.get(f"/clusters/{cluster.slug}/dossier/{page}").status_code == 200, page


def test_a_cluster_of_two_regions_files_from_its_dossier(db, person, settings, tmp_path):
    """Both authorities have signed, a measure is a joint project, and the filed papers are those of the dossier."""
    from svetovod.demo import build_confirmation, clusters
    from svetovod.web.confirmation.models import ConfirmationApplication
    from svetovod.web.documents.models import Attachment

    settings.VAR = tmp_path
    place, row = next((n, row) for n, row in enumerate(clusters.OTHERS, 1) if row[0] == build_confirmation.WAITING)
    cluster = clusters._other(place, row, AT)
    manager = actor_of(person("two@example.org", ("cluster_manager", "cluster", cluster.pk)))
    build_confirmation._filed_from_dossier(manager, cluster, AT)
    seats = selectors.seats_of(selectors.participants_on(manager, cluster, EVE), cluster, EVE)
    assert [(each.iso, each.standing, each.participants > 0) for each in seats] == [
        ("RU-MO", Standing.VALID, True), ("RU-NIZ", Standing.VALID, True),
    ]  # fmt: skip
    assert len(selectors.accords(manager, cluster, EVE)) == 1
    filed = ConfirmationApplication.objects.get().versions.get().content
    sent = {file["sha256"] for paper in filed["papers"] for file in paper["files"]}
    held = Attachment.objects.filter(subject_type="dossier.dossierdocument").values_list("sha256", flat=True)
    assert sent == set(held) and len(sent) == 3
    assert {paper["key"] for paper in filed["papers"] if not paper["in_place"]} == {"charter", "infrastructure"}
