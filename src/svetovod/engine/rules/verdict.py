"""What a judgement is: results of rules with their evidence, fixes and the conclusion; all frozen and comparable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from svetovod.engine.facts import Confidence, Status, Use
from svetovod.engine.model import round_half_up

SCHEMA_VERSION = 1
RATIO_PLACES = 6

Number = bool | int | Decimal
Param = int | str | tuple[str, ...]


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NO_DATA = "no_data"


class Conclusion(StrEnum):
    CONFORMING = "conforming"
    LIKELY_NOT_CONFORMING = "likely_not_conforming"
    NOT_CONFORMING = "not_conforming"
    UNDETERMINED = "undetermined"


class FixKind(StrEnum):
    SHIFT_PURCHASES = "shift_purchases"
    ADD_PURCHASES = "add_purchases"
    ADD_PARTICIPANTS = "add_participants"
    ADD_FINAL_PRODUCERS = "add_final_producers"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a result rests on, as a code with parameters; `svetovod.wording.rules` makes the sentence.

    Money parameters are named `*_rub` and hold decimal text, dates `*_on` hold ISO text, names are tuples.
    """

    code: str
    params: Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule judged. `value`, `threshold` and `gap` are as printed; `value_exact` is what was compared.

    `gap` is what is missing to the threshold, in the rule's unit, only when not met. `numerator` and `denominator`
    belong to ratios (rubles, jobs, employees).
    """

    key: str
    measure: str
    value: Number | None
    operator: str
    threshold: Number | None
    unit: str
    outcome: Outcome
    use: Use
    status: Status
    source: str
    confirmed_for_edition: bool
    evidence: tuple[Evidence, ...] = ()
    value_exact: Fraction | None = None
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    gap: int | Decimal | None = None
    threshold_from: str | None = None
    confidence: Confidence | None = None
    reference: str | None = None

    def to_json(self, say: Callable[[Evidence], str] | None = None) -> dict[str, Any]:
        """The object of `formats.md`; without `say` evidence stays codes and parameters, for storing."""
        ratio = {"value_exact": str(self.value_exact)} if self.value_exact is not None and self.unit != "count" else {}
        extra = {
            "threshold_from": self.threshold_from,
            "confidence": self.confidence.value if self.confidence else None,
            "reference": self.reference,
            "numerator": plain(self.numerator),
            "denominator": plain(self.denominator),
            "gap": plain(self.gap),
        }
        return {
            "key": self.key,
            "measure": self.measure,
            "value": plain(self.value),
            **ratio,
            "operator": self.operator,
            "threshold": plain(self.threshold),
            "unit": self.unit,
            "outcome": self.outcome.value,
            "use": self.use.value,
            "status": self.status.value,
            "source": self.source,
            "confirmed_for_edition": self.confirmed_for_edition,
            **{name: value for name, value in extra.items() if value is not None},
            "evidence": [say(e) if say else {"code": e.code, "params": jsonable(e.params)} for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to meet one rule, independent of the others. `amount` rubles rounded up to a kopeck."""

    rule: str
    kind: FixKind
    amount: Decimal | None = None
    count: int | None = None
    feasible: bool | None = None

    def to_json(self) -> dict[str, Any]:
        optional = {"amount": plain(self.amount), "count": self.count, "feasible": self.feasible}
        known = {name: value for name, value in optional.items() if value is not None}
        return {"rule": self.rule, "kind": self.kind.value, **known}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A cluster against one edition of one act. `measures` are as printed, None = no data."""

    act: str
    on: date
    edition: date
    edition_date_is: str
    conclusion: Conclusion
    measures: Mapping[str, Number | None]
    rules: tuple[RuleResult, ...]
    fixes: tuple[Fix, ...]
    facts_version: str

    def rule(self, key: str) -> RuleResult | None:
        return next((result for result in self.rules if result.key == key), None)

    def to_json(self, say: Callable[[Evidence], str] | None = None) -> dict[str, Any]:
        """The verdict part of `formats.md`; the caller adds `file`, `notes`, `errors`."""
        return {
            "schema": SCHEMA_VERSION,
            "on": self.on.isoformat(),
            "act": self.act,
            "edition": self.edition.isoformat(),
            "edition_date_is": self.edition_date_is,
            "verdict": self.conclusion.value,
            "measures": {name: plain(value) for name, value in self.measures.items()},
            "rules": [result.to_json(say) for result in self.rules],
            "fixes": [fix.to_json() for fix in self.fixes],
            "facts_version": self.facts_version,
        }


def plain(value: Number | None) -> str | int | bool | None:
    """Counts stay integers, money and ratios become decimal text."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def jsonable(params: Mapping[str, Param]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in params.items()}


def printed_ratio(value: Fraction) -> Decimal:
    """Half up to six places, trailing zeros dropped: 1423/10000 -> 0.1423."""
    text = f"{round_half_up(value, RATIO_PLACES):f}"
    return Decimal(text.rstrip("0").rstrip(".") or "0")
