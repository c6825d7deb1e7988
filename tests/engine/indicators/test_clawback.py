"""The return against the formula written out anew, and what must hold whatever the figures."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.facts import load
from svetovod.engine.indicators import FORMULA, Reached, clawback, risk

D = Decimal
FACTS = load()
ON = date(2021, 6, 24)
SUBSIDY = D("60000000")
amounts = st.decimals(0, 10**6, places=2)
rows = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8)


def of(pairs: object, subsidy: Decimal = SUBSIDY) -> object:
    reached = [Reached(str(place), plan, fact) for place, (plan, fact) in enumerate(pairs)]
    return clawback(subsidy, reached, on=ON, facts=FACTS)


def test_worked_by_hand() -> None:
    found = of([(D(100), D(80)), (D(50), D(40)), (D(10), D(12)), (D(7), D(7))])
    assert found.amount == D("6000000.00")  # 60 mn x 0.2 x 2 / 4
    assert (len(found.missed), found.count, found.mean) == (2, 4, Fraction(1, 5))
    assert found.source.status.value == "memory" and found.source.source == "B-62"


@given(rows)
def test_equals_the_sum_of_shortfalls(pairs: list[tuple[Decimal, Decimal]]) -> None:
    """k x m is the sum of the shortfalls, so the return is the subsidy times their mean over all indicators."""
    whole = sum((max(Fraction(0), 1 - Fraction(fact) / Fraction(plan)) for plan, fact in pairs if plan), Fraction(0))
    assert abs(Fraction(of(pairs).amount) - Fraction(SUBSIDY) * whole / len(pairs)) <= Fraction(1, 200)


@given(rows, st.integers(0, 7), amounts)
def test_reaching_more_never_costs_more(pairs: list[tuple[Decimal, Decimal]], place: int, more: Decimal) -> None:
    place %= len(pairs)
    better = [(plan, fact + more if at == place else fact) for at, (plan, fact) in enumerate(pairs)]
    assert of(better).amount <= of(pairs).amount <= SUBSIDY


def test_nothing_missed_returns_nothing() -> None:
    assert of([(D(1), D(1)), (D(0), D(0))]).amount == 0
    assert of([]).amount == 0


def test_risk_of_one_and_of_all() -> None:
    table = risk(SUBSIDY, ["a", "b", "c"], [D("0.1"), D("0.5")], on=ON, facts=FACTS)
    assert table == (((D("2000000"), D("10000000")),) * 3 + ((D("6000000"), D("30000000")),))


def test_no_formula_is_an_error_and_not_nothing() -> None:
    with pytest.raises(LookupError):
        clawback(SUBSIDY, [], on=date(2015, 1, 1), facts=FACTS)
    with pytest.raises(LookupError):
        clawback(SUBSIDY, [], on=ON, facts=FACTS.with_values({FORMULA: "another"}))
    with pytest.raises(ValueError, match="below zero"):
        clawback(D(-1), [], on=ON, facts=FACTS)
