"""A stored verdict read back: what `Verdict.to_json()` wrote, nothing recomputed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svetovod.engine.facts import Confidence, Status, Use

from .verdict import SCHEMA_VERSION, Conclusion, Evidence, Fix, FixKind, Outcome, RuleResult, Verdict


def verdict_from_json(stored: Mapping[str, Any]) -> Verdict:
    """The verdict that was stored with evidence as codes; raises `ValueError` for another schema."""
    if stored.get("schema") != SCHEMA_VERSION:
        raise ValueError(f"schema {stored.get('schema')!r}, this program reads {SCHEMA_VERSION}")
    return Verdict(
        act=stored["act"],
        on=date.fromisoformat(stored["on"]),
        edition=date.fromisoformat(stored["edition"]),
        edition_date_is=stored["edition_date_is"],
        conclusion=Conclusion(stored["verdict"]),
        measures={name: _exact(value) for name, value in stored["measures"].items()},
        rules=tuple(_rule(rule) for rule in stored["rules"]),
        fixes=tuple(_fix(fix) for fix in stored["fixes"]),
        facts_version=stored["facts_version"],
    )


def _rule(rule: Mapping[str, Any]) -> RuleResult:
    exact, confidence = rule.get("value_exact"), rule.get("confidence")
    return RuleResult(
        key=rule["key"],
        measure=rule["measure"],
        value=_exact(rule["value"]),
        operator=rule["operator"],
        threshold=_exact(rule["threshold"]),
        unit=rule["unit"],
        outcome=Outcome(rule["outcome"]),
        use=Use(rule["use"]),
        status=Status(rule["status"]),
        source=rule["source"],
        confirmed_for_edition=rule["confirmed_for_edition"],
        evidence=tuple(Evidence(each["code"], _params(each["params"])) for each in rule["evidence"]),
        value_exact=None if exact is None else Fraction(exact),
        numerator=_exact(rule.get("numerator")),
        denominator=_exact(rule.get("denominator")),
        gap=_exact(rule.get("gap")),
        threshold_from=rule.get("threshold_from"),
        confidence=None if confidence is None else Confidence(confidence),
        reference=rule.get("reference"),
    )


def _fix(fix: Mapping[str, Any]) -> Fix:
    amount = fix.get("amount")
    exact = None if amount is None else Decimal(amount)
    return Fix(fix["rule"], FixKind(fix["kind"]), exact, fix.get("count"), fix.get("feasible"))


def _params(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in params.items()}


def _exact(value: Any) -> Any:
    """Text is a decimal; counts, yes and no, and nothing stay."""
    return Decimal(value) if isinstance(value, str) else value
