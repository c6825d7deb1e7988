"""Schedules of presentations: small ones against all there are, conditions one by one, and what a check finds."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from svetovod.engine.pitches import (
    Block,
    Panelist,
    PitchProblem,
    PitchStatus,
    Presented,
    check,
    solve,
)
from svetovod.engine.pitches.problem import value_of

ALL = frozenset({0, 1})
OWN = frozenset({0, 2})


def small(**fields: object) -> PitchProblem:
    """Two blocks at once, four projects of two families, four experts."""
    projects = tuple(
        Presented(family, frozenset({want})) for family, want in (("a", "x"), ("a", "x"), ("b", "y"), ("b", "y"))
    )
    experts = tuple(Panelist(frozenset({know}), ALL) for know in ("x", "x", "y", "y"))
    problem = PitchProblem(projects, (Block(2, 0), Block(2, 0)), experts, least=2, most=2)
    return replace(problem, **fields)  # type: ignore[arg-type]


def best(problem: PitchProblem) -> int | None:
    """By looking at every schedule: blocks of the projects, panels of the blocks."""
    found, experts = None, range(len(problem.experts))
    panels = [
        [(), *(p for size in range(problem.least, problem.most + 1) for p in combinations(experts, size))]
        for _block in problem.blocks
    ]
    for blocks in product(range(len(problem.blocks)), repeat=len(problem.projects)):
        if any(blocks.count(b) > block.places for b, block in enumerate(problem.blocks)):
            continue
        for chosen in product(*panels):
            if _holds(problem, blocks, chosen):
                value = value_of(problem, blocks, chosen)
                found = value if found is None else max(found, value)
    return found


def _holds(problem: PitchProblem, blocks: tuple[int, ...], panels: tuple[tuple[int, ...], ...]) -> bool:
    seats = [(e, problem.blocks[b].time, b) for b, panel in enumerate(panels) for e in panel]
    return (
        all(panels[b] for b in set(blocks))
        and all(b in problem.experts[e].blocks for e, _time, b in seats)
        and len({(e, time) for e, time, _b in seats}) == len(seats)
        and all(p not in problem.experts[e].own for p, b in enumerate(blocks) for e in panels[b])
        and all(sum(e == each for each, _t, _b in seats) <= problem.load for e in range(len(problem.experts)))
    )


@pytest.mark.parametrize(
    "problem",
    [
        small(),
        small(blocks=(Block(3, 0), Block(3, 1)), load=1),
        small(experts=(*(Panelist(frozenset({know}), ALL, OWN) for know in "xxy"), *(Panelist(blocks=ALL),) * 2)),
        small(experts=tuple(Panelist(frozenset({know}), frozenset({place // 2})) for place, know in enumerate("xyxy"))),
        small(blocks=(Block(1, 0), Block(3, 1))),
    ],
    ids=["kin apart from kin", "one row each", "own projects", "hours", "sizes"],
)  # fmt: skip
def test_no_schedule_is_better(problem: PitchProblem) -> None:
    result = solve(problem, seconds=10)
    assert check(problem, result) == []
    assert result.status is PitchStatus.OPTIMAL
    assert result.value == best(problem)
    assert result.bound - result.value < 1


def test_kin_stand_side_by_side() -> None:
    problem = small(blocks=(Block(4, 0),), experts=(Panelist(frozenset({"x", "y"}), frozenset({0})),) * 2)
    places = [place for _block, place in solve(problem).places]
    assert abs(places[0] - places[1]) == abs(places[2] - places[3]) == 1


@pytest.mark.parametrize(
    "problem",
    [
        small(blocks=(Block(1, 0), Block(2, 0))),
        small(experts=small().experts[:1]),
        small(experts=tuple(Panelist(frozenset(), ALL, frozenset({0})) for _each in range(4))),
    ],
    ids=["no room", "no panel", "everybody has a part"],
)
def test_what_cannot_be_held_is_said(problem: PitchProblem) -> None:
    assert solve(problem, seconds=5).status is PitchStatus.INFEASIBLE


def test_no_projects() -> None:
    assert solve(small(projects=())).status is PitchStatus.OPTIMAL


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda r: replace(r, places=((0, 0),) * 4), "place.twice"),
        (lambda r: replace(r, places=((9, 0), *r.places[1:])), "place.unknown"),
        (lambda r: replace(r, panels=((0,), (2, 3))), "panel.size"),
        (lambda r: replace(r, panels=((0, 1), (0, 1))), "expert.twice"),
        (lambda r: replace(r, value=r.value + 1, bound=r.bound + 1), "value.wrong"),
        (lambda r: replace(r, bound=r.bound - 2), "bound.wrong"),
        (lambda r: replace(r, bound=r.bound + 1), "status.wrong"),
        (lambda r: replace(r, panels=()), "shape.wrong"),
    ],
)
def test_the_check_does_not_trust(spoil, code: str) -> None:  # type: ignore[no-untyped-def]
    problem = small()
    result = solve(problem)
    assert check(problem, result) == []
    assert code in [each.code for each in check(problem, spoil(result))]


def test_the_check_knows_hours_loads_and_own_projects() -> None:
    problem, result = small(), solve(small())
    away = replace(problem, experts=tuple(replace(each, blocks=frozenset()) for each in problem.experts))
    tired = replace(problem, load=0)
    own = replace(problem, experts=tuple(replace(each, own=frozenset({0})) for each in problem.experts))
    for spoiled, code in ((away, "expert.away"), (tired, "expert.load"), (own, "expert.own")):
        assert code in [each.code for each in check(spoiled, result)]


def test_hours_are_taken_from_the_morning_on() -> None:
    """Two projects and a day of blocks: nobody waits until the afternoon while the hall stands empty."""
    blocks = tuple(Block(2, time) for time in range(6))
    experts = (Panelist(frozenset({"x"}), frozenset(range(6))), Panelist(frozenset({"x"}), frozenset({2, 3, 4, 5})))
    problem = PitchProblem((Presented("a"), Presented("a"), Presented("b")), blocks, experts, least=1, most=1)
    found = solve(problem)
    assert sorted({block for block, _place in found.places}) == [0, 1] and check(problem, found) == []
    both = solve(replace(problem, least=2, most=2))
    assert (
        sorted({block for block, _place in both.places}) == [2, 3]
        and check(replace(problem, least=2, most=2), both) == []
    )
