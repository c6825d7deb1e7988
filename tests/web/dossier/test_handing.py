"""What of a dossier a handover tells of: it stays with the organisation, with what waits in it."""

from datetime import date, timedelta

import pytest
from tests.web.dossier.conftest import AT

from svetovod.web.accounts.actors import actor_of
from svetovod.web.dossier.models import DossierDocument, Programme, ProgrammeMeasure
from svetovod.web.handover import services as handovers

TODAY = AT.date()


@pytest.fixture
def lines(person, manager):
    """lines() -> (key without its number, title) of what the dossier app tells of."""
    operator = person("operator@example.org", ("administrator", "platform", ""))

    def ask():
        found = handovers.drafted(actor_of(operator), manager, handovers.Wish(TODAY), AT)[1]
        own = [each for each in found.lines if each.source == "dossier"]
        assert {each.outcome for each in own} <= {"follows"}
        return [(each.item.key.split(":")[0], each.item.title) for each in own]

    return ask


def programme(cluster, version, approved=None):
    return Programme.objects.create(
        cluster=cluster, version=version, first_year=2021, last_year=2025, approved_on=approved,
        number=str(version) if approved else "",
    )  # fmt: skip


def measure(of, number, by, done=None):
    return ProgrammeMeasure.objects.create(
        programme=of, number=number, name="Test bench", due_on=date(2021, 9, 1), responsible=by, done_on=done
    )


def test_documents_that_run_out_are_counted(lines, cluster, dossier):
    ((key, said),) = lines()
    assert (key, any(map(str.isdigit, said))) == ("dossier", False)
    for days in (-1, 30, 400):
        DossierDocument.objects.create(
            cluster=cluster, code="letter", dated_on=date(2021, 1, 1), valid_to=TODAY + timedelta(days=days)
        )
    ((_key, said),) = lines()
    assert "2" in said
    assert "24.07.2021" in said


def test_a_draft_of_the_programme_is_told_and_the_approved_one_is_not(lines, cluster):
    programme(cluster, 1, approved=date(2021, 1, 1))
    assert lines() == []
    programme(cluster, 2)
    assert [key for key, _said in lines()] == ["programme"]


def test_measures_to_do_are_those_of_the_newest_approved_programme(lines, cluster, manager_of):
    old, new = (programme(cluster, n, approved=date(2021, n, 1)) for n in (1, 2))
    draft = programme(cluster, 3)
    for of in (old, new, draft):
        measure(of, "1.1", manager_of)
    measure(new, "1.2", manager_of, done=date(2021, 5, 1))
    assert [key for key, _said in lines()] == ["programme", "measure"]


def test_somebody_without_a_part_in_the_cluster_has_nothing_of_it(person, dossier, cluster):
    operator = person("operator@example.org", ("administrator", "platform", ""))
    region = person("region@example.org", ("regional_authority", "region", "RU-MO"))
    found = handovers.drafted(actor_of(operator), region, handovers.Wish(TODAY), AT)[1]
    assert not [each for each in found.lines if each.source in {"dossier", "confirmation"}]
