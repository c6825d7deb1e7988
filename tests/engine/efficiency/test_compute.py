"""Efficiency against sums counted another way: floats, brute force over rates, and worked examples."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from svetovod.engine.efficiency import STEPS, YearFlow, compute, internal_rates, sensitivity

D = Decimal


def plan(*nets: object, first: int = 2021) -> list[YearFlow]:
    flows = []
    for place, each in enumerate(nets):
        net = D(str(each))
        flows.append(YearFlow(first + place, investment=max(-net, D(0)), revenue=max(net, D(0))))
    return flows


def test_worked_by_hand() -> None:
    found = compute(plan(-1000, 600, 600), rate=D("0.1"))
    assert found.npv == D("41.32")  # -1000 + 600/1.1 + 600/1.21
    assert found.irr == (D("0.1307"),)
    assert (found.payback, found.discounted_payback) == (D("2.7"), D("3.0"))
    assert [line.total for line in found.lines] == [-1000, -400, 200]
    assert found.lines[1].factor == D("0.909091")


@pytest.mark.parametrize(
    ("nets", "rates"),
    [
        ((-100, 110), ("0.1000",)),
        ((-100, -10), ()),
        ((100, 10), ()),
        ((0, 0), ()),
        ((-100, 230, -132), ("0.1000", "0.2000")),
        ((-1000, 6000, -11000, 6000), ("0.0000", "1.0000", "2.0000")),
        ((-100, 200, -100), ("0.0000",)),  # touches zero and turns back
        ((100, -150, 200), ()),
        ((-100, 50), ("-0.5000",)),
        ((0, -100, 120), ("0.2000",)),
    ],
)
def test_a_rate_may_be_none_one_or_several(nets: tuple[int, ...], rates: tuple[str, ...]) -> None:
    assert internal_rates([Fraction(each) for each in nets]) == tuple(map(D, rates))


@pytest.mark.parametrize(
    ("nets", "years"),
    [
        ((-100, 100), "2.0"), ((-100, 50, 50), "3.0"), ((-100, 50), None), ((10, 10), "0.0"), ((-100, 300), "1.4"),
        ((-100, 200, -150, 200), "3.3"),  # what came back and went again comes back the second time
    ],
)  # fmt: skip
def test_payback(nets: tuple[int, ...], years: str | None) -> None:
    found = compute(plan(*nets), rate=D(0))
    assert found.payback == (D(years) if years else None)
    assert found.discounted_payback == found.payback


def test_budget() -> None:
    flows = [
        YearFlow(2021, investment=D(100)), YearFlow(2022, subsidy=D(30), revenue=D(80), costs=D(20), taxes=D(15)),
        YearFlow(2023, revenue=D(80), costs=D(20), taxes=D(30)),
    ]  # fmt: skip
    found = compute(flows, rate=D("0.5"))
    assert found.taxes_per_ruble == D("1.50")
    assert found.discounted_taxes_per_ruble == D("1.17")  # (15/1.5 + 30/2.25) / (30/1.5)
    assert found.budget_npv == D("3.33")  # -15/1.5 + 30/2.25
    assert found.npv - found.npv_without_subsidy == D("20.00")
    assert compute([flow.without_subsidy() for flow in flows], rate=D("0.5")).taxes_per_ruble is None


def test_bad_plans_are_refused() -> None:
    flow = YearFlow(2021)
    for flows, rate in (([], D(0)), ([flow, flow], D(0)), ([flow, YearFlow(2051)], D(0)), ([flow], D(-1))):
        with pytest.raises(ValueError, match=r"."):
            compute(flows, rate=rate)


money = st.integers(-(10**9), 10**9)
nets = st.lists(money, min_size=1, max_size=9)
rates = st.integers(-50, 300).map(lambda n: D(n) / 100)


@settings(max_examples=120, deadline=None)
@given(nets, rates)
def test_present_value_is_the_sum_counted_with_decimals(values: list[int], rate: Decimal) -> None:
    found = compute(plan(*values), rate=rate)
    worth = D(0)
    for value in reversed(values):  # Horner from the last year back
        worth = worth / (1 + rate) + value
    assert abs(found.npv - worth) <= D("0.01")
    assert found.lines[-1].discounted_total == found.npv
    assert sensitivity(plan(*values), rate=rate)["revenue"][STEPS.index(D(0))] == found.npv


def worth(values: list[int], x: float) -> float:
    total = 0.0
    for value in reversed(values):
        total = total * x + value
    return total


@settings(max_examples=120, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=7))
def test_no_rate_is_missed_that_a_search_finds(values: list[int]) -> None:
    """A change of sign between two neighbours of a fine grid of discount factors has a rate within it."""
    assume(any(values))
    found = internal_rates([Fraction(each) for each in values])
    grid = [0.05 + place * 0.01 for place in range(400)]
    for low, high in itertools.pairwise(grid):
        a, b = worth(values, low), worth(values, high)
        if a * b < 0:
            assert any(1 / high - 1 - 1e-3 <= float(rate) <= 1 / low - 1 + 1e-3 for rate in found)
    signs = [value > 0 for value in values if value]
    changes = sum(a != b for a, b in itertools.pairwise(signs))
    assert len(set(found)) <= changes, "the rule of signs (Descartes)"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(-20, 40), min_size=1, max_size=3, unique=True))
def test_rates_a_flow_was_made_of_are_found(percents: list[int]) -> None:
    flow = [Fraction(1)]
    for percent in percents:  # times (1 + r) * x - 1
        grow = 1 + Fraction(percent, 100)
        flow = [
            (grow * flow[place - 1] if place else 0) - (flow[place] if place < len(flow) else 0)
            for place in range(len(flow) + 1)
        ]
    assert internal_rates(flow) == tuple(D(each) / 100 for each in sorted(percents))


@settings(max_examples=80, deadline=None)
@given(nets)
def test_payback_is_the_first_month_after_which_nothing_is_owed(values: list[int]) -> None:
    found = compute(plan(*values), rate=D(0)).payback
    points, total = [Fraction(0)], Fraction(0)
    for value in values:  # a hundred moments a year
        points += [total + Fraction(value * step, 100) for step in range(1, 101)]
        total += value
    ends = [points[place] for place in range(0, len(points), 100)]
    if ends[-1] < 0:
        assert found is None
    else:
        owed = [place for place, each in enumerate(ends) if each < 0]
        year = max(owed) if owed else 0
        assert found is not None
        assert year - D("0.1") <= found <= year + 1 if owed else found == 0
