"""Counts one after another, and of sheets that leave an application no place: offers and agreements on their way."""

import pytest
from tests.web.commission.conftest import now, of, places
from tests.web.commission.test_additional import MN, answered, consented, prepared, signed
from tests.web.commission.test_recounts import ALL, recounted, upheld
from tests.web.selection.conftest import person


def asked(world, *sums, **data):
    """Projects of these sums in millions, in the order of the ranking, 150 mn to give."""
    world = world(projects=len(sums), experts=4, limit=ALL, appeal_days=10, **data)
    for project, sum_ in zip(world.projects, sums, strict=True):
        project.requested, project.minimum = sum_ * MN, sum_ * MN / 2
        project.save()
    for name in ("judge-1", "judge-2"):
        world.people[name] = person(name)
    return world.play("filed", "checked", "scored", "opened", "approved", "published")


@pytest.mark.parametrize("has_signed", [False, True])
def test_an_award_without_enough_sheets_is_outdated_and_its_agreement_ended(make_world, has_signed):
    """Of the sheets of whoever has a part the appeal leaves one, and the announcement asks for two."""
    world = asked(make_world, 100, 100, 100, sheets_needed=2)
    row, lead = of(world, "partial")
    _one, *others = row.assignments.values_list("member__code", flat=True)
    appeal = upheld(world, row, lead, set_aside=others)
    consented(world, lead)
    if has_signed:
        agreement = signed(world, row, 50)
        answered(world, prepared(world, agreement, appeal))
    recounted(world, appeal)
    row.refresh_from_db()
    assert row.project.code not in {place["project"] for place in places(world)}
    assert (row.state, row.award_offers.get().state) == ("rejected", "outdated")
    if has_signed:
        agreement.refresh_from_db()
        assert agreement.ended_on == now(world, 6).date()
