"""The need for own money, counted again day by day."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.facts import load
from svetovod.engine.model import CostItem, CostKind, JointProject
from svetovod.engine.subsidy import HalfYear, cash_flow, compute, payment_schedule

INN = "1326000000"
ON = date(2021, 6, 24)

costs = st.lists(
    st.builds(
        CostItem,
        row=st.integers(2, 99),
        kind=st.sampled_from([CostKind.EQUIPMENT, CostKind.TOOLING, CostKind.SOFTWARE]),
        payer=st.just(INN),
        on=st.dates(date(2021, 1, 1), date(2024, 12, 31)),
        amount=st.decimals(1, 10**9, places=2),
    ),
    max_size=8,
)


def calculated(rows: list[CostItem], requested: Decimal = Decimal(10**9)):  # type: ignore[no-untyped-def]
    project = JointProject("П", INN, (), date(2021, 1, 1), date(2023, 12, 31), requested, tuple(rows))
    return compute(project, on=ON, facts=load())


@given(costs, st.integers(0, 4), st.decimals(0, 10**8, places=2))
def test_the_need_is_the_deepest_day(rows: list[CostItem], delay: int, requested: Decimal) -> None:
    calculation = calculated(rows, requested)
    flow = cash_flow(calculation, delay=delay)
    moves: dict[int, Decimal] = {}
    for row in rows:
        number = row.on.year * 2 + (row.on.month > 6)
        moves[number] = moves.get(number, Decimal(0)) - row.amount
    for paid in payment_schedule(calculation):
        number = paid.period.year * 2 + paid.period.half - 1 + delay
        moves[number] = moves.get(number, Decimal(0)) + paid.amount
    balance, deepest, at = Decimal(0), Decimal(0), None
    for number in sorted(moves):
        balance += moves[number]
        if balance < deepest:
            deepest, at = balance, number
    assert flow.need == -deepest
    assert (flow.at.year * 2 + flow.at.half - 1 if flow.at else None) == at
    assert flow.left == sum((row.amount for row in rows), Decimal(0)) - calculation.granted_at_most
    assert sum((period.spent for period in flow.periods), Decimal(0)) == sum((r.amount for r in rows), Decimal(0))


@given(costs, st.integers(0, 3))
def test_a_later_payment_never_needs_less(rows: list[CostItem], delay: int) -> None:
    calculation = calculated(rows)
    assert cash_flow(calculation, delay=delay + 1).need >= cash_flow(calculation, delay=delay).need


@given(costs, st.decimals(0, 10**10, places=2))
def test_what_is_lacking_is_what_the_need_is_above_the_funds(rows: list[CostItem], funds: Decimal) -> None:
    flow = cash_flow(calculated(rows), delay=1)
    assert flow.lacking(funds) == max(flow.need - funds, 0)


def test_periods_are_without_gaps_and_end_with_the_last_payment() -> None:
    rows = [
        CostItem(2, CostKind.EQUIPMENT, INN, date(2021, 8, 1), Decimal(1000)),
        CostItem(3, CostKind.SOFTWARE, INN, date(2022, 9, 1), Decimal(500)),
    ]
    flow = cash_flow(calculated(rows), delay=1)
    assert [(str(p.period), p.spent, p.paid, p.balance) for p in flow.periods] == [
        ("2021-H2", 1000, 0, -1000), ("2022-H1", 0, 300, -700), ("2022-H2", 500, 0, -1200),
    ]  # fmt: skip
    assert (flow.need, flow.at, flow.left) == (1200, HalfYear(2022, 2), 1200)


def test_a_mistyped_year_does_not_make_ten_thousand_periods() -> None:
    rows = [
        CostItem(2, CostKind.EQUIPMENT, INN, date(2021, 8, 1), Decimal(1000)),
        CostItem(3, CostKind.SOFTWARE, INN, date(9999, 9, 1), Decimal(500)),
    ]
    assert [str(p.period) for p in cash_flow(calculated(rows), delay=0).periods] == ["2021-H2", "9999-H2"]


def test_of_thirty_years_every_half_is_told() -> None:
    for year, count in ((2051, 61), (2052, 2)):
        days = (date(2021, 8, 1), date(year, 8, 1))
        rows = [CostItem(2, CostKind.EQUIPMENT, INN, day, Decimal(1000)) for day in days]
        assert len(cash_flow(calculated(rows), delay=0).periods) == count


def test_funds_that_just_suffice_lack_nothing() -> None:
    flow = cash_flow(calculated([CostItem(2, CostKind.EQUIPMENT, INN, date(2021, 8, 1), Decimal(1000))]), delay=1)
    assert [flow.lacking(Decimal(funds)) for funds in (999, 1000, 1001)] == [1, 0, 0]


def test_no_costs_no_need() -> None:
    flow = cash_flow(calculated([]), delay=1)
    assert (flow.periods, flow.need, flow.at, flow.left) == ((), 0, None, 0)


def test_a_payment_before_the_costs_is_refused() -> None:
    with pytest.raises(ValueError, match="before the costs"):
        cash_flow(calculated([]), delay=-1)
