"""Counts one after another, and of sheets that leave an application no place: offers and agreements on their way."""

from decimal import Decimal

import pytest
from tests.web.commission.conftest import now, of, places
from tests.web.commission.test_additional import MN, answered, consented, prepared, signed, total
from tests.web.commission.test_recounts import ALL, recounted, scored, upheld
from tests.web.selection.conftest import person

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import DomainClock
from svetovod.web.commission import services
from svetovod.web.commission.selectors.agreements import held_by
from svetovod.web.commission.selectors.awards import taken_from_reserve


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


def test_who_gave_way_before_has_nothing_more_to_give(make_world, monkeypatch, browse):
    """What the second declines goes to the third and the fourth, and both sign. The fifth is raised: the fourth gives
    way and has 9 mn by its own place. The sixth is raised: it is the turn of the third."""
    monkeypatch.setattr(
        build, "scores_of", lambda serial, _expert, codes: dict.fromkeys(codes, Decimal(10) - Decimal(serial) / 2)
    )
    world = asked(make_world, 50, 110, 20, 30, 71, 18, distribution="skip")
    rows = [world.application(place) for place in range(6)]
    leads = [world.initiator(row.project) for row in rows]
    secretary, term = world.actor("secretary"), {"round": world.round, "until": now(world, 120)}
    (offer,) = services.awards_ask(actor=secretary, at=now(world), **term)
    services.award_answer(actor=leads[1], offer=offer, accept=False, reason="Мало", at=now(world, 1))
    for place in (2, 3):
        offer = services.reserve_ask(actor=secretary, at=now(world, place), **term)
        services.award_answer(actor=leads[place], offer=offer, accept=True, at=now(world, place))
    appeals = [upheld(world, rows[place], leads[place], corrected=scored(world, rows[place], points))
               for place, points in ((4, 10), (5, "9.8"))]  # fmt: skip
    third, fourth = signed(world, rows[2], 20), signed(world, rows[3], 30)
    answered(world, prepared(world, fourth, appeals[0], 9))
    recounted(world, appeals[0])
    assert (total(third), total(fourth)) == (20, 9)
    assert taken_from_reserve(world.round) == [rows[3].project.code, rows[2].project.code]
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": now(world, 8), "set_at": now(world, 8)})
    page = f"/selections/2021/applications/{rows[5].number}/appeals/{appeals[1].number}/"
    assert browse(world.people["secretary"]).get(page).status_code == 200
    held = {each.agreement: each.counted / MN for each in held_by(appeals[1])}
    assert held == {third: 11, fourth: 0}
    for agreement, counted in held.items():
        answered(world, prepared(world, agreement, appeals[1], *([counted] if counted else [])))
    recounted(world, appeals[1])
    given = {place["project"]: Decimal(place["allocated"]) / MN for place in places(world)}
    assert [given[row.project.code] for row in rows] == [50, 0, 11, 0, 71, 18]
    fourth.refresh_from_db()
    assert (total(third), total(fourth), fourth.ended_on) == (11, 0, now(world, 6).date())
