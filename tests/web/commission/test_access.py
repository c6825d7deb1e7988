"""The access table of a commission asked alone: every action, role and state, the judges, and who is kept away."""

from types import SimpleNamespace

import pytest
from tests.web.acting import acting
from tests.web.selection.conftest import AT, person
from tests.web.selection.still import still

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.commission.access import ACCESS, application_of
from svetovod.web.commission.models import AppealJudge, AwardOffer

INSIDE = "secretary chair member auditor"
EVERYBODY = f"{INSIDE} judge_of_appeals expert initiator rival admin visitor system"
# action: until the commission has decided, decided, published
EXPECTED = {
    "sitting.view": (INSIDE,) * 3,
    "sitting.manage": ("secretary",) * 3,
    "sitting.preside": ("secretary chair",) * 3,
    "ballot.view": (INSIDE,) * 3,
    "ballot.cast": ("chair member",) * 3,
    "paper.view": (INSIDE,) * 3,
    "paper.template": ("secretary",) * 3,
    "appeals.view": (f"{INSIDE} judge_of_appeals",) * 3,
    "appeal.view": (f"{INSIDE} judge_of_appeals initiator",) * 3,
    "appeal.file": ("", "", "initiator"),
    "appeal.consider": ("secretary",) * 3,
    "appeal.judge": ("judge_of_appeals",) * 3,
    "judge.view": (INSIDE,) * 3,
    "judge.appoint": ("secretary",) * 3,
    "result.view": ("", "", EVERYBODY),
    "award.view": ("", INSIDE, f"{INSIDE} initiator"),
    "award.manage": ("secretary system",) * 3,
    "award.answer": ("", "", "initiator"),
}
OF_APPLICATION = {"appeal.view", "appeal.file", "award.view", "award.answer"}
BY_INTEREST = {
    "sitting.manage", "sitting.preside", "appeal.consider", "appeal.judge", "judge.appoint", "award.manage",
}  # fmt: skip


def may(world, actor):
    return {
        action
        for action in ACCESS
        if ACCESS.allows(action, actor, world.application if action in OF_APPLICATION else world.round)
    }


@pytest.fixture
def judge(db):
    return person("judge-of-appeals")


@pytest.mark.parametrize(("when", "state"), list(enumerate(["ranked", "approved", "published"])))
def test_every_action_by_every_role(judge, when, state):
    world = still(state, sheet="opened")
    AppealJudge.objects.create(round=world.round, person=judge)
    of = world.of
    actors = {
        "secretary": world.acting("somebody", *of("secretary")),
        "chair": world.acting("somebody", *of("chair")),
        "member": world.acting("somebody", *of("commission_member")),
        "auditor": world.acting("somebody", "auditor@platform"),
        "judge_of_appeals": acting(judge.pk),
        "expert": world.acting("judge", *of("expert")),
        "initiator": world.acting("somebody", world.initiator("lead")),
        "rival": world.acting("somebody", world.initiator("rival")),
        "admin": world.acting("somebody", "administrator@platform"),
        "visitor": VISITOR,
        "system": SYSTEM,
    }
    assert set(EXPECTED) == set(ACCESS)
    for name, actor in actors.items():
        assert may(world, actor) == {action for action in ACCESS if name in EXPECTED[action][when].split()}, name


def test_whoever_speaks_for_an_applicant_decides_nothing(judge):
    world = still("published", sheet="opened")
    AppealJudge.objects.create(round=world.round, person=judge)
    roles = world.of("secretary", "chair", "commission_member", "auditor")
    free, bound = acting(judge.pk, *roles), acting(judge.pk, *roles, world.in_party("partner"))
    assert may(world, free) - may(world, bound) == BY_INTEREST
    assert may(world, bound) < may(world, free)


def test_a_judge_who_left_or_judges_elsewhere_judges_nothing(judge):
    world = still("published", sheet="opened")
    AppealJudge.objects.create(round=world.other, person=judge)
    asked = acting(judge.pk)
    assert not ACCESS.allows("appeal.judge", asked, world.round)
    assert not ACCESS.allows("appeal.judge", asked, world.application)
    assert ACCESS.allows("appeal.judge", asked, world.other)
    row = AppealJudge.objects.create(round=world.round, person=judge)
    assert ACCESS.allows("appeal.judge", asked, world.application)
    assert not ACCESS.allows("appeal.judge", VISITOR, world.round)
    row.left_at = AT
    row.save()
    assert not ACCESS.allows("appeal.judge", asked, world.round)


def test_a_judge_is_of_the_round_a_thing_belongs_to_whatever_its_own_number(judge):
    world = still("published", sheet="opened")
    AppealJudge.objects.create(round=world.other, person=judge)
    asked, other, here = acting(judge.pk), world.other.pk, world.round.pk
    assert ACCESS.allows("appeal.judge", asked, SimpleNamespace(pk=here, round=world.other))
    assert not ACCESS.allows("appeal.judge", asked, SimpleNamespace(pk=other, round=world.round))
    assert application_of(SimpleNamespace(application=world.round)) is None


def test_whoever_is_asked_about_an_award_knows_the_result_before_the_others(db):
    world = still("ranked", sheet="opened")
    lead, award = world.acting("somebody", world.initiator("lead")), {"award.view", "award.answer"}
    offer = AwardOffer.objects.create(application=world.application, amount=1, asked_at=AT, until=AT)
    assert not may(world, lead) & award
    world.round.state = "approved"
    assert may(world, lead) & award == award
    assert not may(world, world.acting("somebody", world.initiator("rival"))) & award
    # what is about a whole round is no applicant's
    assert not ACCESS.allows("award.answer", lead, world.round)
    assert (application_of(offer), application_of(world.application)) == (world.application, world.application)
    assert application_of(world.round) is None


def test_what_is_asked_again_for():
    assert (ACCESS.app, ACCESS.again) == ("commission", {"judge.appoint"})
