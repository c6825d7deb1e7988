"""The whole access table of selections: action x role x relation, before the opening and after the publication."""

import pytest

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import Application, ScoreSheet

INSIDE = "secretary chair member auditor"
EVERYBODY = f"{INSIDE} judge idler initiator rival admin visitor system"
ACTORS = EVERYBODY.split()
# action: (before the opening, after the publication); `judge` is the assigned expert, `idler` another of the panel,
# `initiator` leads the project of the application, `rival` another one
EXPECTED = {
    "round.view": (EVERYBODY, EVERYBODY),
    "round.create": ("system", "system"),
    "round.update": ("secretary system", "secretary system"),
    "round.announce": ("secretary system", "secretary system"),
    "round.amend": ("secretary", "secretary"),
    "round.prepare": ("secretary system", "secretary system"),
    "round.open": ("secretary", "secretary"),
    "round.close": ("secretary", "secretary"),
    "round.check": ("secretary", "secretary"),
    "round.score": ("secretary", "secretary"),
    "round.approve": ("chair", "chair"),
    "round.publish": ("secretary", "secretary"),
    "round.cancel": ("secretary", "secretary"),
    "clarification.view": (EVERYBODY, EVERYBODY),
    "clarification.ask": (f"{INSIDE} judge idler initiator rival admin", f"{INSIDE} judge idler initiator rival admin"),
    "clarification.answer": ("secretary", "secretary"),
    "intake.unseal": ("system", "system"),
    "outage.add": ("secretary", "secretary"),
    "official.view": (INSIDE, INSIDE),
    "official.add": ("secretary", "secretary"),
    "desk.view": (INSIDE, INSIDE),
    "panel.manage": ("secretary", "secretary"),
    "panel.view": (INSIDE, INSIDE),
    "profile.edit": ("judge idler", "judge idler"),
    "seat.manage": ("secretary", "secretary"),
    "substitute.name": ("secretary chair", "secretary chair"),
    "application.view": (f"{INSIDE} judge initiator", f"{INSIDE} judge initiator"),
    "application.draft": ("initiator", "initiator"),
    "application.file": ("initiator", "initiator"),
    "application.withdraw": ("initiator", "initiator"),
    "application.official": ("secretary initiator", "secretary initiator"),
    "application.check": ("secretary chair member", "secretary chair member"),
    "application.settle": ("secretary chair member", "secretary chair member"),
    "application.decide": ("secretary", "secretary"),
    "computed.confirm": ("secretary", "secretary"),
    "assignment.view": ("secretary judge", "secretary judge"),
    "assignment.manage": ("secretary", "secretary"),
    "panels.manage": ("secretary", "secretary"),
    "sheet.view": ("judge", f"{INSIDE} judge idler"),
    "sheet.write": ("judge", "judge"),
    "sheet.second": ("", "judge"),
    "discussion.view": ("", "chair auditor judge"),
    "discussion.say": ("", "judge"),
    "paper_sheet.view": (INSIDE, INSIDE),
    "paper_sheet.enter": ("secretary chair member", "secretary chair member"),
    "conflict.declare": ("judge", "judge"),
    "keys.view": (INSIDE, INSIDE),
    "keys.manage": ("secretary", "secretary"),
    "keys.hold": ("", ""),
    "opening.view": (INSIDE, INSIDE),
    "opening.confirm": ("secretary chair", "secretary chair"),
    "ranking.view": ("", EVERYBODY),
    "ranking.run": ("secretary", "secretary"),
    "robustness.view": ("", "chair auditor"),
    "robustness.open": ("", "chair"),
    "vote.view": (INSIDE, INSIDE),
    "vote.cast": ("chair member", "chair member"),
    "protocol.view": (INSIDE, EVERYBODY),
    "protocol.issue": ("secretary", "secretary"),
    "protocol.sign": ("secretary chair member", "secretary chair member"),
    "announcement.sign": ("secretary chair", "secretary chair"),
    "receipt.sign": ("secretary initiator", "secretary initiator"),
    "result.view": ("", EVERYBODY),
    "result.recount": ("secretary", "secretary"),
    "award.change": ("secretary initiator system", "secretary initiator system"),
    "check.view": ("", f"{INSIDE} initiator rival"),
    "export.make": ("secretary chair auditor system", "secretary chair auditor system"),
}
OBJECTS = {
    "application": "application",
    "award": "application",
    "assignment": "assignment",
    "conflict": "assignment",
    "discussion": "application",
    "paper_sheet": "assignment",
    "receipt": "application",
    "sheet": "sheet",
}


def objects_of(world):
    application = world.application(0)
    assignment = world.assignment(0)
    sheet = ScoreSheet.objects.select_related("assignment__member", "assignment__application__round").get(
        assignment=assignment
    )
    return {"application": application, "assignment": assignment, "sheet": sheet, "round": world.round}


def actors_of(world, objects):
    judge = objects["assignment"].member.person.name
    busy = set(objects["application"].assignments.values_list("member__person__name", flat=True))
    idler = next(f"expert-{n}" for n in range(1, 5) if f"expert-{n}" not in busy)
    keys = {"member": "member-1", "judge": judge, "idler": idler, "initiator": "initiator-1", "rival": "initiator-2"}
    found = {name: world.actor(keys.get(name, name)) for name in ACTORS if name not in ("visitor", "system")}
    return found | {"visitor": VISITOR, "system": SYSTEM}


def mismatches(world, when):
    objects = objects_of(world)
    actors = actors_of(world, objects)
    wrong = []
    for action, expected in EXPECTED.items():
        obj = objects[OBJECTS.get(action.split(".")[0], "round")]
        for name in ACTORS:
            allowed = ACCESS.allows(action, actors[name], obj)
            if allowed != (name in expected[when].split()):
                wrong.append((action, name, allowed))
    return wrong


def test_every_action_is_in_the_expected_table():
    assert set(EXPECTED) == set(ACCESS)


def test_before_the_opening(world):
    assert mismatches(world.play("filed", "checked", "scored"), 0) == []


def test_after_the_publication(world):
    assert mismatches(world.play(*build.STAGES[1:]), 1) == []


@pytest.mark.parametrize("key", ["secretary", "chair", "auditor", "admin", "initiator-2"])
def test_a_draft_application_is_its_initiators_alone(world, key):
    row = Application.objects.create(round=world.round, project=world.projects[0])
    assert not ACCESS.allows("application.view", world.actor(key), row)
    assert ACCESS.allows("application.view", world.actor("initiator-1"), row)
