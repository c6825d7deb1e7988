"""The access table of selections asked alone: every action, role and relation, and what bars whoever has the role."""

import pytest
from tests.web.acting import acting
from tests.web.selection.conftest import AT
from tests.web.selection.still import still
from tests.web.selection.test_access import EXPECTED, OBJECTS

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.selection.access import ACCESS, approved, round_of
from svetovod.web.selection.models import KeyHolder, PlaceOffer

ROLES = ("secretary", "chair", "commission_member", "expert")
ALL = set(ACCESS)
# what the role alone does not suffice for: nobody decides about what they speak for
BY_INTEREST = {
    "round.approve", "outage.add", "substitute.name", "panels.manage", "opening.confirm", "ranking.run",
    "robustness.open", "protocol.issue", "result.recount",
}  # fmt: skip
BY_PARTY = {
    "application.check", "application.settle", "application.decide", "computed.confirm", "assignment.manage",
    "sheet.write", "sheet.second", "discussion.view", "discussion.say", "paper_sheet.enter",
}  # fmt: skip


def subject(world, action):
    return getattr(world, {**OBJECTS, "computed": "application"}.get(action.split(".")[0], "round"))


def may(world, actor, actions=ALL):
    return {action for action in actions if ACCESS.allows(action, actor, subject(world, action))}


def everybody(world):
    of = world.of
    return {
        "secretary": world.acting("somebody", *of("secretary")),
        "chair": world.acting("somebody", *of("chair")),
        "member": world.acting("somebody", *of("commission_member")),
        "auditor": world.acting("somebody", "auditor@platform"),
        "judge": world.acting("judge", *of("expert")),
        "idler": world.acting("idler", *of("expert")),
        "initiator": world.acting("somebody", world.initiator("lead")),
        "rival": world.acting("somebody", world.initiator("rival")),
        "admin": world.acting("somebody", "administrator@platform"),
        "visitor": VISITOR,
        "system": SYSTEM,
    }


@pytest.mark.parametrize(
    ("state", "sheet", "when"), [("scoring", "draft", 0), ("published", "opened", 1)], ids=["before", "after"]
)
def test_every_action_by_every_role(db, state, sheet, when):
    world = still(state, sheet=sheet)
    for name, actor in everybody(world).items():
        assert may(world, actor) == {action for action in ALL if name in EXPECTED[action][when].split()}, name


def test_roles_of_another_selection_open_nothing_here(db):
    world = still("published", sheet="opened")
    foreign = [f"{role}@round:{world.other.pk}" for role in (*ROLES, "auditor")]
    anybody = may(world, world.acting("judge"))
    assert may(world, world.acting("judge", *foreign)) == anybody | {"profile.edit"}
    assert may(world, world.acting("judge", *(f"{role}@platform" for role in ROLES[1:]))) == anybody
    assert may(world, world.acting("judge", "secretary@platform")) == anybody | {"round.create"}
    # nor does a role that is held elsewhere under the same number
    for scope in ("session", "project", "cluster"):
        namesakes = [f"{role}@{scope}:{world.round.pk}" for role in (*ROLES, "auditor")]
        namesakes.append(f"initiator@{scope}:{world.organisations['lead']}")
        assert may(world, world.acting("judge", *namesakes)) == anybody
    # an auditor of the one round is one here
    inside = may(world, world.acting("judge", "auditor@platform"))
    assert may(world, world.acting("judge", *world.of("auditor"))) == inside


@pytest.mark.parametrize("place", ["partner", "lead", "manager", "cluster", "project"])
def test_nobody_decides_about_what_they_speak_for(db, place):
    """All roles of the round at once, and a place in a party beside them: what that takes away."""
    world = still("published", sheet="opened")
    roles = world.of(*ROLES, "auditor")
    where = world.in_party(place)
    free, bound = world.acting("judge", *roles), world.acting("judge", *roles, where)
    assert may(world, free) - may(world, bound) == BY_INTEREST | BY_PARTY - {"paper_sheet.enter"}
    assert may(world, bound) <= may(world, free)
    # of the sheet on paper the own judge is kept away in any case
    entering = [world.acting("somebody", *roles, *more) for more in ((), (where,))]
    assert [ACCESS.allows("paper_sheet.enter", who, world.assignment) for who in entering] == [True, False]
    assert not ACCESS.allows("paper_sheet.enter", free, world.assignment)
    # a rival of the application decides about it, not about the round
    rival = world.acting("judge", *roles, world.in_party("rival"))
    assert may(world, free) - may(world, rival) == BY_INTEREST


def test_a_party_is_asked_of_an_application_its_assignment_and_its_sheet(db):
    world = still("scoring")
    party = world.acting("judge", *world.of("secretary", "expert"), world.initiator("partner"))
    free = world.acting("judge", *world.of("secretary", "expert"))
    for action, obj in (
        ("assignment.manage", world.assignment), ("assignment.manage", world.application), ("sheet.write", world.sheet),
    ):  # fmt: skip
        assert [ACCESS.allows(action, who, obj) for who in (free, party)] == [True, False]
        assert round_of(obj) == world.round
    # of a round as a whole nobody is a party: that is asked otherwise
    assert ACCESS.allows("assignment.manage", party, world.round)


def test_a_draft_application_is_its_initiators(db):
    world = still("published", sheet="opened")
    everyone = world.acting("judge", *world.of(*ROLES, "auditor"))
    for state, seen in (("draft", False), ("not_submitted", False), ("filed", True), ("withdrawn", True)):
        world.application.state = state
        assert ACCESS.allows("application.view", everyone, world.application) is seen
        assert ACCESS.allows("application.view", world.acting("somebody", world.initiator("lead")), world.application)
        assert not ACCESS.allows("application.view", world.acting("idler", *world.of("expert")), world.application)


def test_a_sealed_intake_is_closed_to_everybody_but_the_applicant(db):
    world = still("open")
    world.round.sealed_intake = True
    secretary, lead = (
        world.acting("somebody", *world.of("secretary")),
        world.acting("somebody", world.initiator("lead")),
    )
    sealed = {"application.view", "application.official", "official.add"}
    assert may(world, secretary, sealed) == set()
    assert may(world, lead, sealed) == {"application.view", "application.official"}
    world.round.state = "intake_closed"
    assert may(world, secretary, sealed) == sealed


def test_experts_who_are_not_told_who_applies_do_not_see_the_application(db):
    world = still("scoring")
    judge, secretary = world.acting("judge", *world.of("expert")), world.acting("somebody", *world.of("secretary"))
    world.round.blindness = "double"
    assert not ACCESS.allows("application.view", judge, world.application)
    assert ACCESS.allows("application.view", secretary, world.application)
    world.round.state = "published"
    assert ACCESS.allows("application.view", judge, world.application)


def test_whoever_stepped_back_or_lost_the_role_judges_no_longer(db):
    world = still("scoring", sheet="conflict")
    assert not ACCESS.allows("application.view", world.acting("judge", *world.of("expert")), world.application)
    own = {"assignment.view", "conflict.declare", "sheet.view", "sheet.write"}
    assert may(world, world.acting("judge", *world.of("expert")), own) == own
    assert may(world, world.acting("judge"), own) == set()
    assert not ACCESS.allows("conflict.declare", world.acting("judge", *world.of("expert")), world.round)


@pytest.mark.parametrize(
    ("state", "announced_at", "seen"), [("draft", AT, False), ("announced", None, False), ("announced", AT, True)]
)
def test_what_is_not_announced_is_the_secretarys(db, state, announced_at, seen):
    world = still(state)
    world.round.announced_at = announced_at
    asked = {"round.view", "clarification.view", "clarification.ask"}
    assert may(world, world.acting("somebody"), asked) == (asked if seen else set())
    assert ACCESS.allows("round.view", world.acting("somebody", *world.of("secretary")), world.round)
    assert ACCESS.allows("round.view", SYSTEM, world.round)


@pytest.mark.parametrize(
    ("state", "open_", "decided"),
    [("scoring", False, False), ("opened", True, False), ("ranked", True, False), ("approved", True, False),
     ("published", True, True)],
)  # fmt: skip
def test_when_scores_and_results_are_seen(db, state, open_, decided):
    world = still(state, sheet="opened")
    chair, lead = world.acting("somebody", *world.of("chair")), world.acting("somebody", world.initiator("lead"))
    scores = {"ranking.view", "robustness.view", "robustness.open", "discussion.view"}
    assert may(world, chair, scores) == (scores if open_ else set())
    results = {"ranking.view", "protocol.view", "result.view", "check.view"}
    assert may(world, lead, results) == (results if decided else set())
    # that the commission has decided is asked by the tables of others
    for obj in (world.round, world.application):
        assert approved.test(lead, obj) is (state in ("approved", "published"))


@pytest.mark.parametrize(("sheet", "open_"), [("draft", False), ("opened", True)])
def test_an_expert_discusses_what_the_own_sheet_is_opened_on(db, sheet, open_):
    world = still("opened", sheet=sheet)
    assert ACCESS.allows("discussion.view", world.acting("judge", *world.of("expert")), world.application) is open_


def test_a_part_of_the_key_is_held_by_whoever_it_was_given_to(db):
    world = still("scoring")
    KeyHolder.objects.create(round=world.round, person=world.people["somebody"])
    holds = {"keys.hold"}
    for role, may_hold in (("secretary", True), ("chair", True), ("commission_member", True), ("auditor", False)):
        assert may(world, world.acting("somebody", *world.of(role)), holds) == (holds if may_hold else set())
        assert may(world, world.acting("idler", *world.of(role)), holds) == set()
    assert not ACCESS.allows("keys.hold", acting(None, *world.of("secretary")), world.round)
    foreign = world.acting("somebody", f"secretary@round:{world.other.pk}")
    assert not ACCESS.allows("keys.hold", foreign, world.other)


def test_a_profile_is_written_by_experts_and_those_invited(db):
    world = still("scoring")
    asks = world.acting("somebody")
    assert not ACCESS.allows("profile.edit", asks)
    offer = {"round": world.round, "email": asks.email, "offered_at": AT}
    declined = PlaceOffer.objects.create(**offer, kind="expert", state="declined")
    seat = PlaceOffer.objects.create(**offer, kind="member")
    assert not ACCESS.allows("profile.edit", asks)
    seat.delete()
    declined.delete()
    PlaceOffer.objects.create(**offer, kind="expert")
    assert ACCESS.allows("profile.edit", asks)
    assert not ACCESS.allows("profile.edit", world.acting("idler"))
    assert not ACCESS.allows("profile.edit", acting(None, *world.of("expert")))


def test_an_applicant_is_one_whose_application_was_filed(db):
    world = still("published", sheet="opened")
    lead = world.acting("somebody", world.initiator("lead"))
    assert ACCESS.allows("check.view", lead, world.round)
    assert not ACCESS.allows("check.view", lead, world.other)
    works_there = world.acting("somebody", f"participant@organisation:{world.organisations['lead']}")
    assert not ACCESS.allows("check.view", works_there, world.round)
    world.round.applications.filter(pk=world.application.pk).update(state="draft", serial=None)
    assert not ACCESS.allows("check.view", lead, world.round)


def test_what_is_asked_again_for():
    assert ACCESS.again == {
        "round.publish", "round.cancel", "panel.manage", "seat.manage", "substitute.name", "keys.manage", "keys.hold",
        "opening.confirm", "protocol.issue", "result.recount",
    }  # fmt: skip
    assert ACCESS.app == "selection"
