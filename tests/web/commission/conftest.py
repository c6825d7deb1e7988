"""The small world of a selection, with a commission that sits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web.keeping import keep
from tests.web.selection.conftest import World, make_world, person

from svetovod.web.accounts.actors import actor_of
from svetovod.web.commission import services
from svetovod.web.commission.models import Sitting
from svetovod.web.selection import services as selections
from svetovod.web.selection.models import SelectionRound

__all__ = ["make_world"]


@pytest.fixture
def ranked(make_world: Any) -> World:
    """A ranking is made; the commission is a chair, two members and a substitute."""
    return keep("ranked", lambda: make_ranked(make_world))


def make_ranked(make_world: Any) -> World:
    world = make_world(projects=4, experts=4)
    world.people["substitute"] = person("substitute")
    selections.seat_add(
        actor=actor_of(world.cast.secretary), round=world.round, person=world.people["substitute"], role="substitute",
        at=world.round.opens_at,
    )  # fmt: skip
    return ranked_of(world)


def ranked_of(world: World) -> World:
    world.play("filed", "checked", "scored", "opened")
    selections.ranking_run(actor=world.actor("secretary"), round=world.round, at=day(world))
    world.round.refresh_from_db()
    return world


def day(world: World) -> datetime:
    """The moment of the sitting."""
    moment = world.round.sitting_at
    assert moment is not None
    return moment


def plan(world: World, **more: Any) -> Sitting:
    given = {"form": "in_person", "starts_at": day(world), "place": "305"} | more
    return services.sitting_plan(
        actor=world.actor("secretary"), round=world.round, at=day(world) - timedelta(hours=20), **given
    )


def mark(world: World, sitting: Sitting, *present: str, stands_for: str = "") -> None:
    seats = {seat.person.name: seat for seat in world.round.seats.select_related("person")}
    for name in present:
        services.attendance_mark(
            actor=world.actor("secretary"), sitting=sitting, seat=seats[name], presence="present", at=day(world),
            stands_for=seats[stands_for] if name == "substitute" else None,
        )  # fmt: skip


def vote(world: World, item: Any, **choices: str) -> None:
    """`member_1="for"`: the names of people with an underscore."""
    for name, choice in choices.items():
        services.ballot_cast(actor=world.actor(name.replace("_", "-")), item=item, choice=choice, at=day(world))


def item_of(sitting: Sitting, position: int = 1) -> Any:
    return sitting.items.select_related("sitting__round", "application__project__cluster").get(position=position)


@pytest.fixture
def browse(db: Any) -> Callable[[Any], Client]:
    def sign_in(who: Any) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sign_in


@pytest.fixture
def published(make_world: Any) -> World:
    """Money for a winner and a half: the second of the ranking gets a part, the others wait."""
    return keep("published", lambda: make_published(make_world))


def make_published(make_world: Any, **data: Any) -> World:
    world = make_world(projects=4, experts=4, limit=Decimal(150_000_000), appeal_days=10, **data)
    for name in ("judge-1", "judge-2"):
        world.people[name] = person(name)
    return world.play("filed", "checked", "scored", "opened", "approved", "published")


def now(world: World, hours: int = 1) -> datetime:
    return SelectionRound.objects.get(pk=world.round.pk).published_at + timedelta(hours=hours)


def places(world: World) -> Any:
    return world.round.runs.latest("id").result["ranking"]


def of(world: World, status: str) -> Any:
    code = next(place["project"] for place in places(world) if place["status"] == status)
    row = world.round.applications.select_related("project", "round").get(project__code=code)
    return row, world.initiator(row.project)


def judged(world: World, row: Any, lead: Any) -> Any:
    appeal = services.appeal_file(actor=lead, application=row, text="Эксперт работает у соседа", at=now(world))
    for name in ("judge-1", "judge-2"):
        services.judge_appoint(
            actor=world.actor("secretary"), round=world.round, email=f"{name}@example.org", at=now(world)
        )
    services.appeal_consider(
        actor=world.actor("secretary"), appeal=appeal, decide_until=now(world, 99), at=now(world, 2)
    )
    return appeal
