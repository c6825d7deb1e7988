"""The demonstration's sitting and appeal, on the small world."""

from types import SimpleNamespace

import pytest
from tests.web.selection.conftest import person

from svetovod.demo import build_commission
from svetovod.demo.people import DOMAIN
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.commission.models import Appeal
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services
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


def test_three_of_five_approve_as_the_thread_by_hand_says(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("opened"):
        round_ = SelectionRound.objects.get(slug="2021")
        secretary, chair, first, second = (
            actor_of(Person.objects.get(email=f"{key}@{DOMAIN}"))
            for key in ("secretary", "chair", "member-1", "member-2")
        )
        at = round_.sitting_at
        services.ranking_run(actor=secretary, round=round_, at=at)
        round_.refresh_from_db()
        for voter in (chair, first):
            services.vote_cast(actor=voter, round=round_, choice="for", at=at)
        with pytest.raises(Refused):
            services.round_approve(actor=chair, round=round_, at=at)
        services.vote_cast(actor=second, round=round_, choice="for", at=at)
        assert services.round_approve(actor=chair, round=round_, at=at).state == "approved"
