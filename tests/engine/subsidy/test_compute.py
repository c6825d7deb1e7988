"""The table of formats.md column by column, the order of reasons, the rounding, the notes and the half-years."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.facts import BeforeFirstEditionError, load
from svetovod.engine.model import CostItem, CostKind, JointProject
from svetovod.engine.subsidy import HalfYear, Indicator, compute, half_years, payment_schedule
from svetovod.engine.subsidy.compute import total

INITIATOR, PARTICIPANT, STRANGER = "1326000000", "1326000001", "7700000000"
PROJECT = JointProject(
    "Светильник", INITIATOR, (PARTICIPANT,), date(2020, 7, 1), date(2024, 6, 30), Decimal("1000000000.00")
)
OLD, NOW, NEW = date(2021, 4, 7), date(2021, 6, 24), date(2023, 6, 1)


def cost(kind: str = "equipment", amount: str = "100.00", **more: object) -> CostItem:
    given_ = {"row": 2, "payer": INITIATOR, "on": date(2021, 6, 1), "evidence": "договор № 1"} | more
    return CostItem(kind=CostKind(kind), amount=Decimal(amount), **given_)  # type: ignore[arg-type]


def result(on: date, *costs: CostItem, **project: object) -> dict[str, object]:
    return compute(replace(PROJECT, costs=costs, **project), on=on, facts=load()).to_json()  # type: ignore[arg-type]


def reason(on: date, item: CostItem) -> object:
    return result(on, item)["rows"][0]["reason"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("on", "edition", "date_is", "rate", "cap"),
    [
        (date(2016, 1, 28), "2016-01-28", "signed_on", "0.50", None),
        (date(2021, 4, 7), "2016-01-28", "signed_on", "0.50", None),
        (date(2021, 4, 8), "2021-04-08", "signed_on", "0.30", "300000000.00"),
        (date(2022, 12, 31), "2021-04-08", "signed_on", "0.30", "300000000.00"),
        (date(2023, 1, 1), "2023-01-01", "effective_from", "0.50", "150000000.00"),
        (date(2030, 1, 1), "2023-01-01", "effective_from", "0.50", "150000000.00"),
    ],
)
def test_edition_rate_and_cap_on_the_days_they_change(
    on: date, edition: str, date_is: str, rate: str, cap: str | None
) -> None:
    found = result(on)
    assert (found["edition"], found["edition_date_is"], found["rate"], found["cap"]) == (edition, date_is, rate, cap)


def test_before_the_act() -> None:
    with pytest.raises(BeforeFirstEditionError):
        result(date(2016, 1, 27))


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (OLD, {"design_documentation", "equipment", "software", "pilot_batch", "reconstruction"}),
        (NOW, {"design_documentation", "prototype", "equipment", "tooling", "mastering"}),
        (NEW, {"starter_batch"}),
    ],
)
def test_items_of_each_edition(on: date, kinds: set[str]) -> None:
    counted = {kind.value for kind in CostKind if reason(on, cost(kind.value, on=date(2023, 2, 1))) is None}
    assert counted == kinds


@pytest.mark.parametrize(
    ("on", "item", "expected"),
    [
        (NOW, cost("other", payer=STRANGER, other_support=True), "item_not_in_edition"),
        (OLD, cost(on=date(2014, 12, 31), payer=STRANGER), "before_first_date"),
        (OLD, cost(on=date(2015, 1, 1)), None),
        (NOW, cost(on=date(2014, 12, 31)), None),
        (NEW, cost("starter_batch", on=date(2022, 12, 31)), "before_first_date"),
        (NEW, cost("starter_batch", on=date(2023, 1, 1)), None),
        (NOW, cost(on=date(2024, 7, 1), payer=STRANGER), "after_project_end"),
        (NOW, cost(on=date(2024, 6, 30)), None),
        (NOW, cost(payer=STRANGER, other_support=True), "payer_not_participant"),
        (NOW, cost(payer=PARTICIPANT), None),
        (NEW, cost("starter_batch", on=NEW, payer=STRANGER), "payer_not_participant"),
        (NEW, cost("starter_batch", on=NEW, payer=PARTICIPANT, other_support=True), "payer_not_applicant"),
        (NOW, cost(other_support=True), "other_support"),
    ],
)
def test_first_reason_in_the_order_of_the_format(on: date, item: CostItem, expected: str | None) -> None:
    assert reason(on, item) == expected


@pytest.mark.parametrize(
    ("amount", "requested", "most", "granted"),
    [
        ("0.03", "1", "0.00", "0.00"),  # 0.30 x 0.03 = 0.009
        ("333.33", "1000", "99.99", "99.99"),  # 99.999
        ("1000000000.00", "1000000000", "300000000.00", "300000000.00"),  # exactly at the cap
        ("1000000000.04", "1000000000", "300000000.00", "300000000.00"),
        ("999999999.99", "1000000000", "299999999.99", "299999999.99"),
        ("1000.00", "299.99", "300.00", "299.99"),
    ],
)
def test_rounded_down_capped_and_not_more_than_requested(amount: str, requested: str, most: str, granted: str) -> None:
    found = result(NOW, cost(amount=amount), requested=Decimal(requested))
    assert (found["subsidy_max"], found["granted_at_most"]) == (most, granted)


def test_worked_example_of_the_documentation() -> None:
    """docs/explanation/subsidy.md: equipment and tooling count, a row with other support does not."""
    found = result(
        NOW,
        cost("equipment", "12000000.01", row=2),
        cost("tooling", "3000000.00", row=3, payer=PARTICIPANT),
        cost("prototype", "2000000.00", row=4, other_support=True),
        cost("software", "500000.00", row=5),
        requested=Decimal("4000000.00"),
    )
    assert found["eligible_amount"] == "15000000.01"
    assert found["subsidy_max"] == "4500000.00"  # 4 500 000.003
    assert found["granted_at_most"] == "4000000.00"
    assert [row["reason"] for row in found["rows"]] == [None, None, "other_support", "item_not_in_edition"]  # type: ignore[attr-defined]


def test_notes_only_on_costs_that_count() -> None:
    project = replace(
        PROJECT,
        costs=(
            cost(row=2, on=date(2020, 6, 30)),
            cost(row=3, on=date(2021, 6, 25)),
            cost(row=4, evidence=None),
            cost(row=5, evidence="  ", on=date(2020, 6, 30), other_support=True),
            cost(row=6, on=NOW),
        ),
    )
    notes = compute(project, on=NOW, facts=load()).notes
    assert [(note.row, note.code, note.column) for note in notes] == [
        (2, "cost.before_start", "Дата"), (3, "cost.after_on", "Дата"), (4, "cost.no_evidence", "Подтверждение"),
    ]  # fmt: skip


def test_steps_retell_the_result_with_sources() -> None:
    calculation = compute(replace(PROJECT, costs=(cost(amount="2000000000"),)), on=NOW, facts=load())
    steps = {step.code: step for step in calculation.steps}
    assert list(steps) == ["edition", "items", "payer", "eligible", "rate", "cap_binds", "rounded_down", "requested"]
    assert steps["rate"].source is not None
    assert (steps["rate"].source.key, steps["rate"].source.row) == ("subsidy.rate_max", "B-28")
    assert steps["requested"].params["amount"] == calculation.granted_at_most


def test_a_what_if_is_other_facts() -> None:
    facts = load().with_values({"subsidy.rate_max": "0.45"})
    assert compute(replace(PROJECT, costs=(cost(),)), on=NOW, facts=facts).subsidy_max == Decimal("45.00")


@given(
    st.lists(
        st.tuples(st.sampled_from(CostKind), st.dates(date(2019, 1, 1), date(2025, 1, 1)), st.integers(0, 10**11),
                  st.sampled_from([INITIATOR, PARTICIPANT, STRANGER]), st.booleans()), max_size=8,
    ),
    st.integers(0, 10**11), st.sampled_from([OLD, NOW, NEW]),
)  # fmt: skip
def test_money_adds_up_and_payments_sum_to_the_grant(rows: list[tuple[object, ...]], requested: int, on: date) -> None:
    costs = tuple(
        CostItem(n, kind, payer, day, Decimal(amount).scaleb(-2), None, support)  # type: ignore[arg-type]
        for n, (kind, day, amount, payer, support) in enumerate(rows, 2)
    )
    project = replace(PROJECT, costs=costs, requested=Decimal(requested).scaleb(-2))
    found = compute(project, on=on, facts=load())
    assert found.eligible_amount == sum((v.cost.amount for v in found.rows if v.eligible), Decimal(0))
    assert found.subsidy_max <= found.eligible_amount * found.conditions.rate
    assert found.granted_at_most == min(found.subsidy_max, found.requested)
    payments = payment_schedule(found)
    assert sum((p.amount for p in payments), Decimal(0)) == found.granted_at_most
    assert sum((p.costs for p in payments), Decimal(0)) == found.eligible_amount
    assert all(p.amount >= 0 for p in payments)


def test_a_sum_keeps_every_digit_on_its_way() -> None:
    """28 digits, which Python's decimals keep by themselves, would lose the kopeck."""
    huge = "1" + "0" * 30
    assert total([cost(amount=huge), cost(amount="0.01"), cost(amount=f"-{huge}")]) == Decimal("0.01")


def test_half_years_of_a_project() -> None:
    periods = half_years(date(2020, 12, 31), date(2022, 1, 1))
    assert [str(period) for period in periods] == ["2020-H2", "2021-H1", "2021-H2", "2022-H1"]
    assert (periods[1].first, periods[1].last) == (date(2021, 1, 1), date(2021, 6, 30))
    assert half_years(date(2022, 1, 1), date(2021, 1, 1)) == ()


def test_indicator_says_what_is_missing_and_short() -> None:
    first, second = HalfYear(2021, 1), HalfYear(2021, 2)
    indicator = Indicator("output", "шт.", {first: Decimal(10), second: Decimal(20)})
    assert indicator.missing(date(2021, 1, 1), date(2022, 1, 1)) == (HalfYear(2022, 1),)
    assert indicator.shortfalls({first: Decimal(10), second: Decimal(15)}) == {second: Decimal(5)}
