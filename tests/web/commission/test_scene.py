"""The demonstration's sitting and appeal, on the small world."""

from types import SimpleNamespace

from tests.web.selection.conftest import person

from svetovod.demo import build_commission
from svetovod.web.commission.models import Appeal
from svetovod.web.selection.models import SelectionRound


def test_the_scene_sits_and_decides_an_appeal(make_world):
    world = make_world(projects=4).play("filed", "checked", "scored", "opened")
    build_commission.sit(world.round, world.cast)
    sitting = world.round.sittings.get()
    assert (sitting.state, sitting.items.get().state) == ("closed", "accepted")
    world.round.refresh_from_db()
    world.play("published")
    for key in build_commission.JUDGES:
        world.people[key] = person(key)
    company = SimpleNamespace(
        people=world.people, actor=world.actor,
        speaking=lambda lead: world.initiator(next(p for p in world.projects if p.initiator_id == lead.pk)),
    )  # fmt: skip
    for _twice in range(2):
        build_commission.appeal(SelectionRound.objects.get(pk=world.round.pk), company)
    assert Appeal.objects.get().state == "rejected"
