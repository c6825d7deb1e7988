"""Every kind of step, status and weight has both languages."""

import re
from dataclasses import fields
from decimal import Decimal

import pytest

from svetovod.engine.conformity import Costs, Obstacle, Plan, PlanStatus, Step, StepKind
from svetovod.engine.facts import load
from svetovod.wording.conformity import COSTS, say_cost, say_headline, say_obstacle, say_proof, say_step


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("named", [True, False])
def test_steps(kind: StepKind, named: bool) -> None:
    step = Step(kind, Decimal(1), "7707083893", "N", "7707083893", "M", "27.40", Decimal("5.00"), 2)
    if not named:
        step = Step(kind, Decimal(1), partner_name="M", count=2, amount=Decimal("5.00"), special_territory=True)
    russian, english = say_step(step, "ru"), say_step(step, "en")
    assert re.search("[а-я]", russian)
    assert not re.search("[а-яё]", english)


def test_weights() -> None:
    assert set(COSTS) == {field.name for field in fields(Costs)}


def test_costs_show_kopecks_only_where_there_are_any() -> None:
    assert say_cost(Decimal("165400.000000"), "en") == "165,400"
    assert say_cost(Decimal("0.5657"), "ru") == "0,57"


@pytest.mark.parametrize("status", PlanStatus)
def test_statuses(status: PlanStatus) -> None:
    plan = Plan(status, cost=Decimal(2), bound=Decimal(1))
    assert not re.search("[а-яё]", say_headline(plan, "en") + say_proof(plan, "en"))


def test_obstacles() -> None:
    share = Obstacle(
        "cluster.func_dependence_min", Decimal("0.1923"), Decimal("0.20"), Decimal("0.0077"), "ratio", ">=", True
    )
    said = say_obstacle(share, load(), "ru").replace("\u00a0", " ")
    assert said.endswith(
        "нужно не менее 20 %, достижимо 19,23 %, не хватает 0,77 п. п. (не выполнить и отдельно от других)."
    )
    nothing = Obstacle("cluster.func_dependence_min", None, Decimal("0.20"), None, "ratio", ">=", False)
    assert "no value can be reached" in say_obstacle(nothing, load(), "en")
