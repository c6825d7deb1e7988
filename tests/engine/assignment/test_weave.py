"""Rings and groups against plain definitions; breaking and joining keep every limit and never make things worse."""

from itertools import combinations, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.assignment import (
    AssignmentProblem,
    AssignmentResult,
    AssignmentStatus,
    Belonging,
    Demands,
    arrange,
    arrange_apart,
    check,
    weave,
)

EXAMPLES = 1000 if WHOLE else 50


@st.composite
def cases(draw: st.DrawFn) -> tuple[AssignmentProblem, Belonging]:
    """Projects of an organisation each, some with a second; experts of them or of nobody; own projects are barred."""
    names = "ABCD"
    projects, experts = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    of_project = [
        frozenset(draw(st.lists(st.sampled_from(names), min_size=1, max_size=2))) for _ in range(projects)
    ]  # fmt: skip
    of_expert = [frozenset(draw(st.lists(st.sampled_from(names), max_size=1))) for _ in range(experts)]
    allowed = np.array([[not (p & e) for e in of_expert] for p in of_project], dtype=bool)
    scores = np.array([[draw(st.integers(0, 10)) / 10 for _ in range(experts)] for _ in range(projects)])
    need = draw(st.integers(1, 2))
    most = np.full(experts, draw(st.integers(1, 5)), dtype=np.int64)
    problem = AssignmentProblem(
        scores, np.full(projects, need, dtype=np.int64), most, np.zeros(experts, dtype=np.int64), allowed
    )
    return problem, Belonging(of_expert, of_project)


def table(problem: AssignmentProblem, pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
    made = np.zeros(problem.shape, dtype=bool)
    for pair in pairs:
        made[pair] = True
    return made


def circles(made: np.ndarray, belonging: Belonging) -> set[frozenset[str]]:
    """Sets of two or three organisations that read one another round, counted apart."""
    names = sorted(set().union(*belonging.projects, *belonging.experts))

    def reads(one: str, two: str) -> bool:
        return any(one in belonging.experts[e] and two in belonging.projects[p] for p, e in np.argwhere(made))

    found = {frozenset(pair) for pair in combinations(names, 2) if reads(*pair) and reads(*pair[::-1])}
    for a, b, c in permutations(names, 3):
        if reads(a, b) and reads(b, c) and reads(c, a):
            found.add(frozenset((a, b, c)))
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases(), st.data())
def test_every_ring_and_every_group_is_found(case: tuple[AssignmentProblem, Belonging], data: st.DataObject) -> None:
    problem, belonging = case
    made = np.array([[data.draw(st.booleans()) for _ in range(problem.shape[1])] for _ in range(problem.shape[0])])
    made &= problem.allowed
    found = weave(made, belonging)
    named = {
        frozenset().union(*(belonging.experts[e] for _p, e in ring)) for ring in found.rings
    }  # fmt: skip
    assert named == circles(made, belonging)
    assert all(made[pair] for ring in found.rings for pair in ring)
    for one, two in combinations([int(e) for e in np.flatnonzero(made.any(axis=0))], 2):
        together = any({one, two} <= set(group) for group in found.groups)
        if (made[:, one] & made[:, two]).any():
            assert together
    assert sorted(e for group in found.groups for e in group) == np.flatnonzero(made.any(axis=0)).tolist()
    # no project has experts of two groups
    assert all(len({n for n, g in enumerate(found.groups) if set(np.flatnonzero(row)) & set(g)}) <= 1 for row in made)


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases(), st.booleans())
def test_limits_are_kept_and_nothing_gets_worse(case: tuple[AssignmentProblem, Belonging], fair: bool) -> None:
    problem, belonging = case
    plain = arrange(problem, Demands(fair=fair))
    woven = arrange_apart(problem, Demands(fair=fair), belonging)
    assert (woven.found.shortage is None) == (plain.shortage is None)
    if plain.shortage is not None:
        return
    found = woven.found
    result = AssignmentResult(AssignmentStatus.FEASIBLE, found.pairs, found.total, found.least)
    assert check(problem, result) == []
    before, after = weave(table(problem, plain.pairs), belonging), woven.weave
    assert after == weave(table(problem, found.pairs), belonging)
    assert len(after.rings) <= len(before.rings)
    assert found.bound >= found.total - 1e-6
    if not before.rings and before.connected:
        assert found.pairs == plain.pairs and woven.cost == 0 and not woven.forbidden
    assert arrange_apart(problem, Demands(fair=fair), belonging) == woven


def test_a_ring_is_broken_at_its_weakest_pair() -> None:
    """A and B would read each other; a third expert reads either a little worse."""
    scores = np.array([[0.0, 0.9, 0.5], [1.0, 0.0, 0.6]])
    allowed = np.array([[False, True, True], [True, False, True]])
    problem = AssignmentProblem(scores, np.array([1, 1]), np.array([2, 2, 2]), np.zeros(3, dtype=np.int64), allowed)
    belonging = Belonging([frozenset("A"), frozenset("B"), frozenset()], [frozenset("A"), frozenset("B")])
    woven = arrange_apart(problem, Demands(), belonging)
    assert (woven.found.pairs, woven.forbidden, woven.weave.rings) == (((0, 2), (1, 0)), ((0, 1),), ())
    assert round(woven.cost, 6) == 0.4
    begun = np.array([[False, True, False], [True, False, False]])
    held = arrange_apart(problem, Demands(fixed=begun), belonging)
    assert held.weave.rings == (((1, 0), (0, 1)),)


def test_groups_are_joined_by_an_exchange() -> None:
    """Two projects and two experts each: without an exchange nobody could compare the halves."""
    scores = np.kron(np.eye(2), np.ones((2, 2))) * 0.9
    problem = AssignmentProblem(
        scores, np.full(4, 2), np.full(4, 2), np.zeros(4, dtype=np.int64), np.ones((4, 4), dtype=bool)
    )
    nobody = Belonging([frozenset()] * 4, [frozenset()] * 4)
    assert not weave(table(problem, arrange(problem, Demands()).pairs), nobody).connected
    woven = arrange_apart(problem, Demands(), nobody)
    assert woven.weave.connected and round(woven.cost, 6) == 1.8
    kept = table(problem, arrange(problem, Demands()).pairs)
    assert not arrange_apart(problem, Demands(kept=kept), nobody).weave.connected
