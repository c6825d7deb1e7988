"""A handover stops at the rules of a selection: sheets, interests, a commission that sits."""

from datetime import date

import pytest

from svetovod.demo.build_selection import moment
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.common.errors import Refused
from svetovod.web.handover import services
from svetovod.web.handover.enums import HANDED
from svetovod.web.handover.models import Handover
from svetovod.web.selection.models import ScoreSheet, Seat

NOW, LAST, AFTER = moment("2021-11-24 10:00"), date(2021, 11, 30), moment("2021-12-01 10:00")


def give(who, role, scope, scope_id):
    RoleGrant.objects.create(person=who, role=role, scope=scope, scope_id=str(scope_id), granted_at=NOW)


def handed(world, leaver, heir, by="admin"):
    """The whole way to the day after; what became of each piece by its title."""
    named = dict.fromkeys(HANDED, heir)
    row = services.handover_start(
        actor=world.actor(by), leaver=leaver, wish=services.Wish(LAST, named, ground="-"), at=NOW
    )
    if row.successions.exists():
        services.handover_accept(actor=actor_of(heir), handover=row, at=NOW)
    services.handovers_tend(at=AFTER)
    return Handover.objects.get(pk=row.pk)


def outcome(row):
    return {each["title"]: (each["outcome"], each["why"]) for each in row.outcome}


@pytest.fixture
def colleague(world):
    """Holds a role in the round, so that he may succeed at all, and speaks for nobody."""
    made = world.people["auditor"]
    give(made, "auditor", "round", world.round.pk)
    return made


def test_an_expert_hands_over_nothing_and_the_sheet_stays_closed(world):
    world.play("filed", "checked")
    expert, other = world.people["expert-1"], world.people["expert-2"]
    sheets = list(ScoreSheet.objects.filter(assignment__member__person=expert).values("pk", "sealed"))
    row = handed(world, expert, other, by="secretary")
    assert {what for what, _why in outcome(row).values()} == {"stays"}
    assert any("Оценочный лист" in title for title in outcome(row))
    assert list(ScoreSheet.objects.filter(assignment__member__person=expert).values("pk", "sealed")) == sheets
    assert not RoleGrant.objects.filter(person=expert, role="expert", scope="round", revoked_at=None).exists()


def test_a_place_in_the_commission_is_replaced_by_the_rounds_own_rules(world, colleague):
    world.play("filed")
    row = handed(world, world.people["member-1"], colleague)
    assert [what for what, _why in outcome(row).values()] == ["stays"]
    assert not Seat.objects.filter(person=colleague).exists()
    assert not actor_of(world.people["member-1"]).grants


def test_a_chair_is_replaced_before_he_leaves(world, colleague):
    world.play("filed")
    with pytest.raises(Refused) as refusal:
        handed(world, world.people["chair"], colleague)
    assert refusal.value.code == "handover.gap"


def test_the_secretary_succeeds_nobody_who_speaks_for_a_party(world, colleague):
    world.play("filed")
    give(colleague, "participant", "organisation", world.projects[0].initiator_id)
    with pytest.raises(Refused) as refusal:
        handed(world, world.people["secretary"], colleague)
    assert refusal.value.code == "handover.gap"


@pytest.mark.parametrize("key", ["expert-1", "chair", "member-1"])
def test_nor_an_expert_nor_one_of_the_commission(world, key):
    world.play("filed")
    with pytest.raises(Refused) as refusal:
        handed(world, world.people["secretary"], world.people[key])
    assert refusal.value.code == "handover.gap"


def test_the_secretary_passes_to_who_is_free(world, colleague):
    world.play("filed")
    row = handed(world, world.people["secretary"], colleague)
    assert [what for what, _why in outcome(row).values()] == ["moves"]


def test_the_secretary_does_not_hand_over_his_own_office(world, colleague):
    """He may give no such role: an administrator may."""
    from svetovod.web.common.errors import Hidden

    with pytest.raises(Hidden):
        handed(world, world.people["secretary"], colleague, by="secretary")


def test_who_judges_takes_no_role_with_a_party(world):
    """The expert is an accountant's colleague in the enterprise, and would come to lead it."""
    world.play("filed")
    project = world.projects[0]
    leaver, expert = world.people["initiator-1"], world.people["expert-1"]
    give(expert, "preparer", "organisation", project.initiator_id)
    with pytest.raises(Refused) as refusal:
        handed(world, leaver, expert)
    assert refusal.value.code == "handover.gap"
    assert RoleGrant.objects.filter(person=leaver, role="initiator", revoked_at=None).exists()


def test_a_draft_of_an_application_stays_with_the_enterprise(world):
    from svetovod.web.selection.services import application_draft

    project = world.projects[0]
    application_draft(actor=world.initiator(project), round=world.round, project=project, at=moment("2021-11-08 12:00"))
    heir = world.people["stranger"]
    give(heir, "participant", "organisation", project.initiator_id)
    row = handed(world, world.people["initiator-1"], heir)
    assert outcome(row)[f"Заявка готовится: {project.code}"][0] == "follows"
    assert actor_of(heir).holds("initiator", "organisation", project.initiator_id)
