"""The subsidy against a second computation in whole kopecks, written from the table of formats.md and sharing no code.

Three editions, 400 estimates each from a seed; then the properties that hold of every estimate.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.facts import load
from svetovod.engine.model import CostItem, CostKind, JointProject
from svetovod.engine.subsidy import compute

INITIATOR, PARTICIPANT, STRANGER = "1326000000", "1326000001", "7700000000"
START, END = date(2016, 3, 1), date(2024, 6, 30)
ESTIMATES = 400
# edition on the day: (items, dated from, only the initiator pays, rate in hundredths, cap in kopecks)
EDITIONS = {
    date(2021, 4, 7): (
        {"design_documentation", "equipment", "software", "pilot_batch", "reconstruction"},
        date(2015, 1, 1), False, 50, None,
    ),
    date(2022, 12, 31): (
        {"design_documentation", "prototype", "equipment", "tooling", "mastering"}, None, False, 30, 30_000_000_000,
    ),
    date(2023, 1, 1): ({"starter_batch"}, date(2023, 1, 1), True, 50, 15_000_000_000),
}  # fmt: skip
Row = tuple[str, str, date, int, bool]  # item, payer, day, kopecks, other support


def second(rows: list[Row], requested: int, on: date) -> tuple[int, int, int]:
    """Eligible, most, granted at most, in kopecks."""
    items, first, initiator_only, rate, cap = EDITIONS[on]
    payers = {INITIATOR} if initiator_only else {INITIATOR, PARTICIPANT}
    eligible = 0
    for item, payer, day, kopecks, supported in rows:
        if item in items and payer in payers and (first is None or day >= first) and day <= END and not supported:
            eligible += kopecks
    most = eligible * rate // 100
    most = most if cap is None else min(most, cap)
    return eligible, most, min(most, requested)


def computed(rows: list[Row], requested: int, on: date) -> tuple[int, int, int]:
    costs = tuple(
        CostItem(place, CostKind(item), payer, day, Decimal(kopecks).scaleb(-2), None, supported)
        for place, (item, payer, day, kopecks, supported) in enumerate(rows, 2)
    )
    project = JointProject("", INITIATOR, (PARTICIPANT,), START, END, Decimal(requested).scaleb(-2), costs)
    found = compute(project, on=on, facts=load())
    return kopecks_of(found.eligible_amount), kopecks_of(found.subsidy_max), kopecks_of(found.granted_at_most)


def kopecks_of(amount: Decimal) -> int:
    exact = amount.scaleb(2)
    assert exact == int(exact), "a part of a kopeck"
    return int(exact)


def estimate(chance: random.Random) -> tuple[list[Row], int]:
    rows = [
        (
            chance.choice([kind.value for kind in CostKind]),
            chance.choices([INITIATOR, PARTICIPANT, STRANGER], [6, 3, 1])[0],
            date(2014, 6, 1) + timedelta(days=chance.randrange(4000)),
            chance.choice([1, 33, 99, 10_000_001, chance.randrange(10**12)]),
            chance.random() < 0.1,
        )
        for _ in range(chance.randrange(0, 40))
    ]
    return rows, chance.choice([0, 1, chance.randrange(10**11), 10**15])


@pytest.mark.parametrize("on", EDITIONS)
def test_equal_to_the_kopeck_on_generated_estimates(on: date) -> None:
    chance = random.Random(on.toordinal())
    different = [
        made for made in (estimate(chance) for _ in range(ESTIMATES)) if computed(*made, on) != second(*made, on)
    ]
    assert not different


def rows_drawn() -> st.SearchStrategy[list[Row]]:
    one = st.tuples(
        st.sampled_from([kind.value for kind in CostKind]), st.sampled_from([INITIATOR, PARTICIPANT, STRANGER]),
        st.dates(date(2014, 1, 1), date(2025, 1, 1)), st.integers(2, 10**12), st.booleans(),
    )  # fmt: skip
    return st.lists(one, min_size=1, max_size=8)


days = st.sampled_from(sorted(EDITIONS))


@given(rows_drawn(), st.integers(0, 10**12), days, st.integers(1, 10**12))
def test_more_eligible_cost_never_gives_less(rows: list[Row], requested: int, on: date, more: int) -> None:
    for place, (item, payer, day, kopecks, supported) in enumerate(rows):
        raised = [*rows[:place], (item, payer, day, kopecks + more, supported), *rows[place + 1 :]]
        assert computed(raised, requested, on)[1:] >= computed(rows, requested, on)[1:]


@given(rows_drawn(), st.integers(0, 10**12), days)
def test_never_above_the_cap_nor_the_request(rows: list[Row], requested: int, on: date) -> None:
    cap = EDITIONS[on][4]
    _eligible, most, granted = computed(rows, requested, on)
    assert granted <= requested and granted <= most and (cap is None or most <= cap)


@given(rows_drawn(), st.integers(0, 10**12), days, st.data())
def test_splitting_a_row_changes_nothing(rows: list[Row], requested: int, on: date, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    item, payer, day, kopecks, supported = rows[place]
    part = data.draw(st.integers(1, kopecks - 1))
    split = [(item, payer, day, amount, supported) for amount in (part, kopecks - part)]
    assert computed([*rows[:place], *split, *rows[place + 1 :]], requested, on) == computed(rows, requested, on)
