"""What a calculation says of itself, figure by figure: the written result, its steps, its notes, its payments."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.engine.subsidy.test_compute import NEW, NOW, OLD, PROJECT, cost, result

from svetovod.engine.facts import load
from svetovod.engine.model import CostItem
from svetovod.engine.subsidy import HalfYear, Indicator, Source, cash_flow, compute, half_years, payment_schedule


def test_the_result_is_written_as_the_format_says() -> None:
    found = result(
        NOW, cost("equipment", "1000.00", row=2), cost("software", "0.50", row=3), requested=Decimal("250.50")
    )
    assert found.pop("facts_version") == load().version
    assert found == {
        "act": "pp41", "on": "2021-06-24", "edition": "2021-04-08", "edition_date_is": "signed_on",
        "eligible_amount": "1000.00", "rate": "0.30", "cap": "300000000.00", "subsidy_max": "300.00",
        "requested": "250.50", "granted_at_most": "250.50",
        "rows": [
            {"row": 2, "eligible": True, "reason": None},
            {"row": 3, "eligible": False, "reason": "item_not_in_edition"},
        ],
    }  # fmt: skip


def test_a_rate_is_written_in_digits() -> None:
    facts = load().with_values({"subsidy.rate_max": "1E+1"})  # no rate of a law, but what a what-if may be asked with
    assert compute(PROJECT, on=NOW, facts=facts).to_json()["rate"] == "10"


def steps(on: date, *costs: CostItem, **project: object) -> dict[str, dict[str, object]]:
    found = compute(replace(PROJECT, costs=costs, **project), on=on, facts=load())  # type: ignore[arg-type]
    return {step.code: dict(step.params) for step in found.steps}


def test_every_step_says_its_figures() -> None:
    found = steps(NOW, cost(amount="1000.01"), cost("software"), cost("software"), requested=Decimal(200))
    assert found["edition"] | {"number": ""} == {"edition": date(2021, 4, 8), "date_is": "signed_on", "number": ""}
    assert set(found["items"]["items"]) >= {"equipment", "tooling"}  # type: ignore[call-overload]
    assert found["payer"] == {"only_initiator": False}
    assert found["eligible"] == {"amount": Decimal("1000.01"), "rows": 1, "refused": 2}
    assert found["rate"] == {"rate": Decimal("0.30"), "amount": Decimal("300.00")}
    assert found["cap"] == {"cap": Decimal(300000000)}
    assert found["rounded_down"] == {"amount": Decimal("300.00")}
    assert found["requested_less"] == {"requested": Decimal(200), "amount": Decimal(200)}


def test_a_cap_that_is_just_reached_binds_nobody_and_an_equal_request_is_not_less() -> None:
    found = steps(NOW, cost(amount="1000000000.00"), requested=Decimal(300000000))
    assert "cap" in found and "cap_binds" not in found
    assert found["requested"] == {"requested": Decimal(300000000), "amount": Decimal(300000000)}
    assert "cap_binds" in steps(NOW, cost(amount="1000000000.04"))


def test_the_steps_of_the_other_editions() -> None:
    old, new = steps(OLD, cost()), steps(NEW, cost("starter_batch", on=NEW))
    assert old["since"] == {"since": date(2015, 1, 1)}
    assert "cap" not in old and old["no_cap"] == {}
    assert new["payer"] == {"only_initiator": True}
    assert new["since"] == {"since": date(2023, 1, 1)}


def test_each_step_of_the_law_names_its_fact() -> None:
    found = compute(replace(PROJECT, costs=(cost("starter_batch", on=NEW),)), on=NEW, facts=load())
    keys = {step.code: step.source and step.source.key for step in found.steps}
    assert {code: key for code, key in keys.items() if key} == {
        "items": "subsidy.eligible_items", "payer": "subsidy.payer",
        "since": "subsidy.starter_batch_costs_since", "rate": "subsidy.starter_batch_rate_max",
        "cap": "subsidy.starter_batch_cap_rub",
    }  # fmt: skip
    said = Source("subsidy.starter_batch_rate_max", "B-36", "secondary", confirmed_for_edition=True)
    assert found.conditions.source("rate") == said


def test_a_note_names_its_place_and_days() -> None:
    rows = (cost(row=2, on=date(2020, 6, 30)), cost(row=3, on=date(2021, 6, 25), evidence=" "))
    notes = compute(replace(PROJECT, costs=rows), on=NOW, facts=load()).notes
    assert [(n.code, n.sheet, n.row, n.column, n.value, dict(n.params)) for n in notes] == [
        ("cost.before_start", "Смета", 2, "Дата", "2020-06-30", {"start": "2020-07-01"}),
        ("cost.after_on", "Смета", 3, "Дата", "2021-06-25", {"on": "2021-06-24"}),
        ("cost.no_evidence", "Смета", 3, "Подтверждение", None, {}),
    ]


@pytest.mark.parametrize("day", [PROJECT.start, NOW])
def test_the_first_day_of_the_project_and_today_ask_nothing(day: date) -> None:
    assert compute(replace(PROJECT, costs=(cost(on=day),)), on=NOW, facts=load()).notes == ()


def test_facts_without_a_rate_are_refused() -> None:
    from svetovod.engine.subsidy.conditions import conditions_on

    for key in ("subsidy.rate_max", "subsidy.eligible_items"):
        with pytest.raises(LookupError, match="the facts of pp41 give no items or no rate on 2021-06-24"):
            conditions_on(load().with_values({key: None}), NOW)


def test_payments_by_half_year() -> None:
    rows = (
        cost(amount="100.00", on=date(2021, 6, 30)), cost(amount="0.05", on=date(2021, 1, 1)),
        cost(amount="300.00", on=date(2022, 1, 1)), cost("software", "1000.00", on=date(2023, 1, 1)),
    )  # fmt: skip
    found = compute(replace(PROJECT, costs=rows, requested=Decimal("100.00")), on=NOW, facts=load())
    assert [(str(p.period), p.costs, p.amount, p.so_far) for p in payment_schedule(found)] == [
        ("2021-H1", Decimal("100.05"), Decimal("30.01"), Decimal("30.01")),
        ("2021-H2", Decimal(0), Decimal(0), Decimal("30.01")),
        ("2022-H1", Decimal(300), Decimal("69.99"), Decimal(100)),
    ]
    assert payment_schedule(compute(replace(PROJECT, costs=(cost("software"),)), on=NOW, facts=load())) == ()


@pytest.mark.parametrize(
    ("day", "half", "first", "last"),
    [
        (date(2021, 1, 1), "2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        (date(2021, 6, 30), "2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        (date(2021, 7, 1), "2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        (date(2021, 12, 31), "2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
    ],
)
def test_a_day_in_its_half_year(day: date, half: str, first: date, last: date) -> None:
    found = HalfYear.of(day)
    assert (str(found), found.first, found.last) == (half, first, last)
    assert found.next().first == last + timedelta(days=1)
    assert half_years(day, day) == (found,)
    assert half_years(last, first) == ()


def test_a_figure_that_reaches_the_plan_is_not_short() -> None:
    period = HalfYear(2021, 1)
    indicator = Indicator("output", "шт.", {period: Decimal(10)})
    assert indicator.shortfalls({period: Decimal(10)}) == {} == indicator.shortfalls({HalfYear(2021, 2): Decimal(0)})
    assert indicator.shortfalls({period: Decimal("9.99")}) == {period: Decimal("0.01")}


@pytest.mark.parametrize(("amount", "need"), [("0.50", "0.50"), ("0.00", "0")])
def test_a_need_of_kopecks_is_not_more(amount: str, need: str) -> None:
    found = cash_flow(compute(replace(PROJECT, costs=(cost(amount=amount),)), on=NOW, facts=load()), delay=1)
    assert found.need == Decimal(need)
    assert (found.at is None) == (found.need == 0)
