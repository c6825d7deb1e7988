"""What a plan is: steps with their costs, the proven bound, the next best plan, and what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from svetovod.engine.rules.verdict import Number, plain

SCHEMA_VERSION = 1


class AmountsTooLargeError(ValueError):
    """The sums, times the fractions of the thresholds, do not fit the solver's 64-bit whole numbers."""


class PlanStatus(StrEnum):
    """`optimal` is proven; `feasible` met its limit first; `undetermined` lacks figures."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDETERMINED = "undetermined"


class StepKind(StrEnum):
    RECRUIT_SUPPLIER = "recruit_supplier"
    RECRUIT_FINAL_PRODUCER = "recruit_final_producer"
    SIGN_AGREEMENT = "sign_agreement"
    DROP_PARTICIPANT = "drop_participant"
    NEWCOMER_CONTRACT = "newcomer_contract"
    SHIFT_PURCHASES = "shift_purchases"
    BUY_MORE = "buy_more"
    ADD_HIGH_PERFORMANCE_JOBS = "add_high_performance_jobs"
    ADD_EDUCATION_BODY = "add_education_body"
    ADD_TECHNOLOGICAL_OBJECT = "add_technological_object"


RECRUITS = (StepKind.RECRUIT_SUPPLIER, StepKind.RECRUIT_FINAL_PRODUCER)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `inn` is whom it concerns (the seller of purchases), `partner` the other side (the buyer).

    Without an INN a recruit, and the steps that follow from it, may be anybody: `count` of them. `amount` is rubles.
    """

    kind: StepKind
    cost: Decimal
    inn: str | None = None
    name: str | None = None
    partner: str | None = None
    partner_name: str | None = None
    group: str | None = None
    amount: Decimal | None = None
    count: int = 1
    special_territory: bool = False

    def to_json(self) -> dict[str, Any]:
        known = {
            "inn": self.inn,
            "name": self.name,
            "partner": self.partner,
            "partner_name": self.partner_name,
            "okpd2_group": self.group,
            "amount": plain(self.amount),
        }
        return {
            "kind": self.kind.value,
            **{name: value for name, value in known.items() if value is not None},
            "count": self.count,
            "special_territory": self.special_territory,
            "cost": cost_text(self.cost),
        }


@dataclass(frozen=True, slots=True)
class Alternative:
    """The cheapest plan that leaves out at least one step of the best; `proven` unless its search met the limit."""

    steps: tuple[Step, ...]
    cost: Decimal
    dearer_by: Decimal
    proven: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "cost": cost_text(self.cost),
            "dearer_by": cost_text(self.dearer_by),
            "proven": self.proven,
            "steps": [step.to_json() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule that the allowed steps cannot meet. `best` is its best reachable value, `gap` what is still missing.

    `alone`: not even when no other rule is asked; else only together with the others.
    """

    rule: str
    best: Number | None
    threshold: Number
    gap: Number | None
    unit: str
    operator: str
    alone: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "best": plain(self.best),
            "operator": self.operator,
            "threshold": plain(self.threshold),
            "gap": plain(self.gap),
            "unit": self.unit,
            "alone": self.alone,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer. `bound`: no plan of the allowed steps costs less. `missing` are rules without data."""

    status: PlanStatus
    steps: tuple[Step, ...] = ()
    cost: Decimal | None = None
    bound: Decimal | None = None
    next_best: Alternative | None = None
    obstacles: tuple[Obstacle, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        return self.status is PlanStatus.OPTIMAL

    def to_json(self, say: Callable[[Step], str] | None = None) -> dict[str, Any]:
        steps = [step.to_json() | ({"message": say(step)} if say else {}) for step in self.steps]
        return {
            "schema": SCHEMA_VERSION,
            "status": self.status.value,
            "cost": None if self.cost is None else cost_text(self.cost),
            "bound": None if self.bound is None else cost_text(self.bound),
            "steps": steps,
            "next_best": self.next_best and self.next_best.to_json(),
            "obstacles": [obstacle.to_json() for obstacle in self.obstacles],
            "missing": list(self.missing),
        }


def cost_text(cost: Decimal) -> str:
    """At least two decimals, more only where the rates make them."""
    text = f"{cost:f}"
    whole, _, part = text.partition(".")
    return f"{whole}.{part.rstrip('0').ljust(2, '0')}"


def exact_cost(value: Fraction) -> Decimal:
    """A cost whose denominator is a power of ten, as it is."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return Decimal((value * 10**places).numerator).scaleb(-places)
