"""Appeals and awards as a model says they go: walks of chance over everything a person may do, whatever the moment.

After each act the states, the journal, the results and the money agree with the model, and from wherever a walk has
come every appeal can still be decided and counted.
"""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction
from tests.thorough import WHOLE
from tests.web.commission.appeals_model import JUDGES, Walk
from tests.web.keeping import keep
from tests.web.selection.conftest import World, person

# a walk costs two seconds of the processor; in parts, which workers share
PARTS, WALKS, STEPS = (12, 25, 40) if WHOLE else (1, 3, 40)


@pytest.fixture
def scene(make_world: Any) -> World:
    return keep("walked", lambda: make_scene(make_world))


def make_scene(make_world: Any) -> World:
    world: World = make_world(projects=4, experts=4, limit=Decimal(150_000_000), appeal_days=10)
    for name in JUDGES:
        world.people[name] = person(name)
    return world.play("filed", "checked", "scored", "opened", "approved", "published")


def act_of(chance: Random) -> tuple[Any, ...]:
    """Something a person may press; mostly what the ordinary ways have next, or nothing came to its end."""
    place, other, who = chance.randrange(3), chance.randrange(4), chance.choice(JUDGES)
    strange = [
        ("wait", chance.choice([1, 20, 60])), ("file", place), ("appoint", who), ("release", who), ("consider", place),
        ("vote", place, who, chance.random() < 0.7), ("recount", place),
        ("decide", place, who, chance.choice(["sheet", "points", "nothing"])), ("ask",), ("reserve",), ("expire",),
        ("answer", other, chance.random() < 0.6), ("withdraw", other),
    ]  # fmt: skip
    money = [
        ("sign", other), ("settle_sums", place), ("pay", other, chance.choice([20, 50])),
        ("close", other, chance.random() < 0.5),
    ]  # fmt: skip
    ordinary = [("on", place), ("onward", chance.choice(["accept", "decline", "silence"]))]
    return chance.choice([*ordinary, chance.choice(strange), chance.choice(money)])


@pytest.mark.parametrize("part", range(PARTS))
def test_walks_of_chance(scene: World, part: int) -> None:
    ran: set[str] = set()
    for seed in range(part * WALKS, (part + 1) * WALKS):
        chance, acts = Random(seed), []
        with transaction.atomic():
            here = Walk(scene)
            try:
                for _step in range(STEPS):
                    acts.append(act_of(chance))
                    here.do(*acts[-1])
                    here.agrees()
                here.out()
                ran |= here.ran
            except AssertionError as error:
                raise AssertionError(f"walk {seed}, after {acts}") from error
            transaction.set_rollback(True)
    # of some walks none may come to an agreement that a count would change: the tests after this one do
    assert ran | {"settle_sums", "pay", "close"} == {
        "on", "onward", "wait", "file", "appoint", "release", "consider", "vote", "decide", "recount", "ask", "answer",
        "reserve", "expire", "sign", "withdraw", "settle_sums", "pay", "close",
    }  # fmt: skip


def test_a_walk_to_other_sums_of_what_is_signed(scene: World) -> None:
    """The winner signs, then somebody else's appeal is upheld: the count waits for the winner's word on its sum."""
    here = Walk(scene)
    first, second = list(here.places())[:2]
    assert here.do("sign", first)
    assert here.do("on", second) and here.do("on", second)
    assert all(here.do("vote", second, who, True) for who in JUDGES[:2])
    assert here.do("decide", second, JUDGES[0], "top")
    here.agrees()
    assert not here.do("recount", second), "an agreement is in its way"
    assert here.do("settle_sums", second) and here.do("recount", second)
    here.agrees()
    assert here.signed[first].amount == Decimal(50_000_000)
    here.out()


def test_a_walk_to_the_end_of_what_is_signed_and_to_another_agreement(scene: World) -> None:
    """The winner in part signs and is paid, the third is raised above it: it gives the money back, and is asked about
    the award again when somebody declines."""
    here = Walk(scene)
    _first, second, third = list(here.places())[:3]
    assert here.do("ask") and here.do("answer", second, True) and here.do("sign", second)
    assert here.do("pay", second, 20) and not here.do("pay", second, 50)
    assert here.do("on", third) and here.do("on", third)
    assert all(here.do("vote", third, who, True) for who in JUDGES[:2])
    assert here.do("decide", third, JUDGES[0], "top")
    assert not here.do("recount", third), "an agreement is in its way"
    assert here.do("settle_sums", third) and not here.do("pay", second, 20)
    assert here.do("recount", third)
    here.agrees()
    (ended,) = here.contracts[second]
    assert (ended.ended, ended.demands) == (True, [[Decimal(20_000_000), "asked"]])
    assert not here.do("close", second, False) and here.do("close", second, True)
    part = next(place for place in here.places() if here.standing(place) == "partial")
    assert here.do("ask") and here.do("answer", part, False) and here.do("reserve") and here.do("answer", second, True)
    assert here.do("sign", second) and here.do("pay", second, 50)
    here.agrees()
    here.out()


def test_nobody_looks_through_the_eyes_of_a_judge_of_appeals(make_world):
    from svetovod.web.accounts.access import closed_to_viewing
    from svetovod.web.commission.models import AppealJudge

    world, judge = make_world(projects=1), person("judge_seen")
    assert not closed_to_viewing(judge)
    row = AppealJudge.objects.create(round=world.round, person=judge)
    assert closed_to_viewing(judge)
    row.left_at = world.round.opens_at
    row.save()
    assert not closed_to_viewing(judge)
