"""The critical path against plain play: a stage is delayed by hand, those after it are pushed, the end is looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.schedule import Conflict, ConflictKind, Stage, compute

DAY = date(2022, 1, 1)


def at(number):
    return DAY + timedelta(days=number)


def stage(key, first, last, *after):
    return Stage(key, at(first), at(last), after)


@st.composite
def plans(draw, overlapping=False):
    """Stages in an order in which each waits only for earlier ones, then shuffled."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        after = tuple(draw(st.sets(st.sampled_from([s.key for s in made]), max_size=3))) if made else ()
        ready = max(((s.end - DAY).days + 1 for s in made if s.key in after), default=0)
        first = draw(st.integers(0, 40)) if overlapping else ready + draw(st.integers(0, 9))
        made.append(stage(f"s{number}", first, first + draw(st.integers(0, 20)), *sorted(after)))
    return draw(st.permutations(made))


def pushed(stages, key, days):
    """The last day of the plan once `key` ends so many days later and whatever waits for it is pushed on."""
    ends, left = {}, list(stages)
    while left:
        now = next(s for s in left if set(s.after) <= set(ends))
        left.remove(now)
        begins = max([now.start, *(ends[k] + timedelta(days=1) for k in now.after)])
        ends[now.key] = begins + (now.end - now.start) + timedelta(days=days if now.key == key else 0)
    return max(ends.values())


@given(plans())
def test_slack_is_the_delay_that_moves_nothing(stages):
    found = compute(stages, start=None, end=None)
    assert not found.conflicts
    last = max(s.end for s in stages)
    for placed in found.stages:
        key = placed.stage.key
        assert pushed(stages, key, placed.slack) == last
        assert pushed(stages, key, placed.slack + 1) > last


@given(plans())
def test_the_path_is_a_chain_without_a_day_to_spare(stages):
    found = compute(stages, start=None, end=None)
    by_key = {s.key: s for s in stages}
    assert by_key[found.path[-1]].end == found.end
    for before, after in zip(found.path, found.path[1:], strict=False):
        assert before in by_key[after].after
        assert by_key[after].start - by_key[before].end == timedelta(days=1)
    assert set(found.path) <= {p.stage.key for p in found.stages if p.critical}


@given(plans())
def test_soonest_is_the_longest_chain(stages):
    by_key = {s.key: s for s in stages}

    def ends(key):
        begins = max((ends(k) + timedelta(days=1) for k in by_key[key].after), default=by_key[key].start)
        return begins + (by_key[key].end - by_key[key].start)

    found = compute(stages, start=None, end=None)
    assert found.soonest == max(ends(key) for key in by_key)
    assert found.days_idle >= 0


@given(plans(overlapping=True), st.integers(0, 30), st.integers(0, 60))
def test_conflicts_are_all_pairs_and_days_that_cannot_hold(stages, first, last):
    found = compute(stages, start=at(first), end=at(last))
    by_key = {s.key: s for s in stages}
    expected = set()
    for s in stages:
        expected |= {("overlap", s.key, k) for k in s.after if by_key[k].end >= s.start}
        expected |= {("early", s.key, "")} if s.start < at(first) else set()
        expected |= {("late", s.key, "")} if s.end > at(last) else set()
    assert {(c.kind.value, c.key, *(c.others or ("",))) for c in found.conflicts} == expected
    assert all(c.days > 0 for c in found.conflicts)


@given(plans(), st.randoms())
def test_the_order_of_rows_changes_no_slack(stages, chance):
    again = list(stages)
    chance.shuffle(again)
    slack = [{p.stage.key: p.slack for p in compute(rows, start=None, end=None).stages} for rows in (stages, again)]
    assert slack[0] == slack[1]


def test_a_known_plan():
    stages = [
        stage("design", 0, 9), stage("tools", 10, 14, "design"), stage("machines", 10, 29, "design"),
        stage("batch", 30, 39, "tools", "machines"), stage("papers", 0, 4),
    ]  # fmt: skip
    found = compute(stages, start=at(0), end=at(44))
    assert found.path == ("design", "machines", "batch")
    assert [p.slack for p in found.stages] == [0, 15, 0, 0, 35]
    assert (found.end, found.soonest, found.days_idle) == (at(39), at(39), 0)


def test_the_path_goes_over_whoever_ends_last_of_those_that_hold_the_next_one():
    alike = [stage("a", 0, 9), stage("b", 5, 9), stage("c", 10, 12, "a", "b")]
    assert compute(alike, start=None, end=None).path == ("a", "c")
    late = [stage("a", 0, 9), stage("late", 0, 11), stage("c", 10, 12, "a", "late")]
    assert compute(late, start=None, end=None).path == ("late", "c")
    # without a day to spare for the sake of another chain, it holds nobody on this one
    apart = [stage("c", 10, 14, "a"), stage("a", 0, 4), stage("b", 5, 14, "a")]
    found = compute(apart, start=None, end=None)
    assert (found.path, [p.critical for p in found.stages]) == (("c",), [True, True, True])


def test_by_how_many_days_it_cannot_hold():
    stages = [stage("a", 0, 5), stage("b", 5, 9, "a"), stage("c", 6, 9, "a"), stage("d", 2, 12, "a")]
    assert compute(stages, start=at(2), end=at(10)).conflicts == (
        Conflict(ConflictKind.EARLY, "a", days=2),
        Conflict(ConflictKind.OVERLAP, "b", ("a",), 1),
        Conflict(ConflictKind.OVERLAP, "d", ("a",), 4),
        Conflict(ConflictKind.LATE, "d", days=2),
    )


def test_a_day_to_spare_is_not_critical_and_idle_days_are_counted():
    found = compute([stage("a", 0, 9), stage("b", 0, 8), stage("c", 13, 15, "a")], start=None, end=None)
    assert {p.stage.key: (p.slack, p.critical) for p in found.stages} == {
        "a": (3, False), "b": (7, False), "c": (0, True),
    }  # fmt: skip
    assert (found.end, found.soonest, found.days_idle) == (at(15), at(12), 3)
    near = compute([stage("a", 0, 9), stage("b", 0, 8)], start=None, end=None)
    assert [(p.slack, p.critical) for p in near.stages] == [(0, True), (1, False)]


@pytest.mark.parametrize("order", ["bcd", "bdc", "cbd", "cdb", "dbc", "dcb"])
def test_a_circle_is_named_from_its_first_stage_and_goes_on_to_whoever_waits_for_it(order):
    waits = {"b": "d", "c": "b", "d": "c"}
    found = compute([stage("a", 0, 1), *(stage(key, 2, 3, waits[key]) for key in order)], start=None, end=None)
    assert found.broken
    (said,) = found.conflicts
    at_first = "bcd".index(order[0])
    assert said == Conflict(ConflictKind.CYCLE, order[0], tuple("bcdbc"[at_first + 1 : at_first + 3]))


def test_a_circle_is_named_from_its_first_stage_though_it_is_come_upon_at_another():
    """What the second of the circle also waits for stands before it and is no part of it."""
    stages = [stage("a", 0, 1), stage("c", 2, 3, "b"), stage("b", 2, 3, "c", "a")]
    (said,) = compute(stages, start=None, end=None).conflicts
    assert said == Conflict(ConflictKind.CYCLE, "c", ("b",))


def test_what_is_unknown_or_backwards_is_said_and_nothing_is_counted():
    found = compute([Stage("a", at(3), at(1)), stage("b", 0, 1, "x")], start=None, end=None)
    assert found.conflicts == (
        Conflict(ConflictKind.BACKWARDS, "a", days=2),
        Conflict(ConflictKind.UNKNOWN, "b", ("x",)),
    )
    assert found.stages == ()


def test_a_stage_that_waits_for_itself_is_a_circle():
    found = compute([stage("a", 0, 1, "a")], start=None, end=None)
    assert found.conflicts == (Conflict(ConflictKind.CYCLE, "a"),)


def test_no_stages_no_words():
    found = compute([], start=at(0), end=at(1))
    assert not found.broken
    assert found.end is None
    assert found.days_idle == 0


def test_equal_keys_are_refused():
    with pytest.raises(ValueError, match="same key"):
        compute([stage("a", 0, 1), stage("a", 2, 3)], start=None, end=None)
