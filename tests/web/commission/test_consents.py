"""A part of the sum, asked about before the protocol: a tie at the budget line, a ground, the reserve."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.commission.conftest import day
from tests.web.keeping import keep

from svetovod.cli.verify_recompute import recompute
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.accounts.actors import actor_of
from svetovod.web.commission import services
from svetovod.web.commission.access import ACCESS
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services as selections
from svetovod.web.selection.export import export_make


@pytest.fixture
def approved(make_world, monkeypatch):
    """Three applications with equal scores, money for one and a half: the time of filing decides who gets the part."""
    monkeypatch.setattr(build, "scores_of", lambda _serial, _expert, codes: dict.fromkeys(codes, Decimal(8)))
    return keep("approved with equal scores", lambda: make_approved(make_world))


def make_approved(make_world):
    world = make_world(projects=3, experts=4, limit=Decimal(150_000_000))
    world.play("filed", "checked", "scored", "opened")
    secretary, chair = world.actor("secretary"), world.actor("chair")
    selections.ranking_run(actor=secretary, round=world.round, at=day(world))
    for name in ("chair", "member-1", "member-2"):
        selections.vote_cast(actor=world.actor(name), round=world.round, choice="for", at=day(world))
    selections.round_approve(actor=chair, round=world.round, at=day(world))
    world.round.refresh_from_db()
    return world


def later(world, hours=1):
    return day(world) + timedelta(hours=hours)


def refused(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def issue(world, hours):
    return selections.protocol_issue(actor=world.actor("secretary"), round=world.round, at=later(world, hours))


def test_a_part_at_a_tie_is_declined_and_the_reserve_takes_it_before_the_protocol(approved):
    first, second, third = (approved.application(place) for place in range(3))
    assert [row.state for row in (first, second, third)] == ["winner", "partial", "reserve"]
    ranking = approved.round.runs.latest("id").result["ranking"]
    assert len({place["score"] for place in ranking}) == 1, "a tie over the budget line"
    secretary, asked = approved.actor("secretary"), {"round": approved.round, "until": later(approved, 48)}
    lead = approved.initiator(second.project)
    assert not ACCESS.allows("award.view", lead, second), "nobody outside knows of it before it is asked"
    (offer,) = services.awards_ask(actor=secretary, **asked, at=later(approved))
    assert (offer.application, offer.amount) == (second, Decimal(50_000_000))
    assert ACCESS.allows("award.view", lead, second)
    assert not ACCESS.allows("award.view", approved.initiator(third.project), third)
    with refused("protocol.consents"):
        issue(approved, 2)
    with refused("award.reason"):
        services.award_answer(actor=lead, offer=offer, accept=False, at=later(approved, 2))
    services.award_answer(actor=lead, offer=offer, accept=False, reason="Мало", at=later(approved, 3))
    given = services.reserve_ask(actor=secretary, **asked, at=later(approved, 4))
    assert (given.application, given.amount, given.instead) == (third, Decimal(50_000_000), offer)
    with refused("protocol.consents"):
        issue(approved, 5)
    taker = approved.initiator(third.project)
    services.award_answer(actor=taker, offer=given, accept=True, at=later(approved, 6))
    issue(approved, 7)
    selections.round_publish(actor=secretary, round=approved.round, at=later(approved, 30))
    assert [approved.application(place).state for place in range(3)] == ["winner", "refused_agreement", "partial"]
    data = export_make(actor=approved.actor("auditor"), round=approved.round, at=later(approved, 31))
    assert verify_export(data, recompute=recompute).findings == ()


def test_the_reserve_is_asked_about_no_more_places_than_there_are_winners(make_world, browse):
    world = make_world(projects=4, experts=4, winners=2, limit=Decimal(350_000_000))
    world.play("filed", "checked", "scored", "opened", "approved")
    asked = {"actor": world.actor("secretary"), "round": world.round, "until": later(world, 48)}
    assert Decimal(world.round.runs.latest("id").result["left"]) == 150_000_000, "there is money, and no place"
    with refused("reserve.winners"):
        services.reserve_ask(**asked, at=later(world))
    page = browse(world.people["secretary"]).get(reverse("commission:awards", args=[world.round.slug]))
    assert "может быть 2 победителя" in page.content.decode()
    selections.award_change(
        actor=actor_of(world.cast.secretary), application=world.round.applications.filter(state="winner").first(),
        action="refuse_award", status="refused", amount=Decimal(0), ground="Отказ", at=later(world),
    )  # fmt: skip
    services.reserve_ask(**asked, at=later(world))
    with refused("reserve.winners"):
        services.reserve_ask(**asked, at=later(world))


def test_silence_until_the_term_is_a_refusal_and_opens_the_way_to_the_protocol(approved):
    secretary = approved.actor("secretary")
    services.awards_ask(actor=secretary, round=approved.round, until=later(approved, 2), at=later(approved))
    services.awards_expire(actor=secretary, round=approved.round, at=later(approved, 3))
    assert issue(approved, 4).number == 1


def test_the_pages_of_the_secretary_and_of_the_applicant(approved, browse):
    second = approved.application(1)
    awards = reverse("commission:awards", args=[approved.round.slug])
    award = reverse("commission:award", args=[approved.round.slug, second.number])
    secretary = browse(approved.people["secretary"])
    applicant = browse(approved.people[f"initiator-{second.project.number}"])
    assert applicant.get(award).status_code == 404
    assert secretary.get(awards).status_code == 200
    services.awards_ask(
        actor=actor_of(approved.cast.secretary), round=approved.round, until=later(approved, 48), at=later(approved)
    )
    step = reverse("commission:award_step", args=[approved.round.slug, second.number, "answer"])
    page = applicant.get(award).content.decode()
    assert step in page
    answered = applicant.post(step, {"answer": "decline"})
    assert answered.status_code == 422
