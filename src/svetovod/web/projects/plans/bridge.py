"""Workbooks of the plan-schedule and of the indicators: written from a content, read with what cannot be held."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import IO, Any

from svetovod.engine.model import PlannedStage, PlannedValue, Problem
from svetovod.engine.workbooks import plan

SCHEDULE, INDICATORS = "План-график", "Показатели"


def read_schedule(upload: IO[bytes]) -> Any:
    return plan.read_schedule(upload)


def read_indicators(upload: IO[bytes]) -> Any:
    return plan.read_indicators(upload)


def write_schedule(content: Mapping[str, Any], lang: str) -> bytes:
    rows = [
        PlannedStage(
            row["position"], row["name"], date.fromisoformat(row["start"]), date.fromisoformat(row["end"]),
            tuple(row["after"]), row["responsible"], row["result"] or None,
        )
        for row in content.get("stages", ())
    ]  # fmt: skip
    return plan.write_schedule(rows, lang)


def write_indicators(content: Mapping[str, Any], lang: str) -> bytes:
    """Half-years that have a plan; facts are told after the award, on a page of their own."""
    rows = [
        PlannedValue(row["name"], row["unit"], int(period[:4]), int(period[-1]), Decimal(value))
        for row in content["indicators"]
        for period, value in sorted(row["plan"].items())
        if value is not None
    ]
    return plan.write_indicators(rows, lang)


def stage_misfits(rows: Any, known: Collection[str]) -> list[Problem]:
    """Stages that the project cannot hold: somebody answers who is not in it, a number is no number of a stage."""
    return [problem for number, stage in rows for problem in _stage(number, stage, known)]


def _stage(number: int, stage: PlannedStage, known: Collection[str]) -> Iterator[Problem]:
    if stage.responsible not in known:
        yield Problem("responsible.unknown", SCHEDULE, number, "Ответственный", stage.responsible)
    if not 0 < stage.number < 10_000:
        yield Problem("number.invalid", SCHEDULE, number, "№", str(stage.number), {"reason": "whole"})


def value_misfits(rows: Any, periods: Collection[str]) -> list[Problem]:
    """Half-years outside of the project's days."""
    return [
        Problem("period.outside", INDICATORS, number, "Год", f"{value.year} / {value.half}")
        for number, value in rows
        if period_of(value) not in periods
    ]


def period_of(value: PlannedValue) -> str:
    return f"{value.year}H{value.half}"
