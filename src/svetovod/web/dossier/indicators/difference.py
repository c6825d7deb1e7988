"""What a workbook of indicators would change in a programme, and how the page hands it back to be applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing

from svetovod.web.common.errors import Refused
from svetovod.web.dossier import periods, phrases
from svetovod.web.dossier.enums import Step
from svetovod.web.dossier.models import ProgrammeIndicator
from svetovod.web.dossier.selectors import IndicatorLine, Point, ProgrammeView

from . import bridge

SALT = "svetovod.dossier.indicators"
KEPT = 24 * 3600  # seconds a shown difference may be applied within
STEPS = {Step.YEAR: ("по годам", "by years"), Step.HALF_YEAR: ("по полугодиям", "by half-years")}
Told = tuple[int, str, str, str | None, str | None]  # indicator, period, "plan" or "fact", before, after


@dataclass(frozen=True, slots=True)
class Change:
    """One value of an indicator in a period, in its unit; None where there was none."""

    row: ProgrammeIndicator
    period: str
    field: str
    before: Decimal | None
    after: Decimal

    @property
    def said(self) -> str:
        return periods.said(self.period)

    @property
    def told(self) -> Told:
        before = None if self.before is None else str(self.before)
        return self.row.pk, self.period, self.field, before, str(self.after)


@dataclass(frozen=True, slots=True)
class Difference:
    """`same` lines of the file change nothing; with any `problems` there is nothing to apply."""

    changes: tuple[Change, ...]
    problems: tuple[Any, ...]
    same: int


def compare(seen: ProgrammeView, lines: bridge.Lines) -> Difference:
    """A blank cell and an absent line leave what is there: a value is taken back on the indicator's page."""
    known = {line.row.name: line for line in seen.indicators}
    problems: list[Any] = []
    changes: list[Change] = []
    same = 0
    for number, value in lines:
        line = known.get(value.indicator)
        point = _point(line, bridge.period_of(value))
        if line is None or point is None:
            problems.append(_unknown(seen, line, number, value))
            continue
        found = list(_changes(line.row, point, value))
        plan = next((each for each in found if each.field == "plan"), None)
        if plan is not None and not seen.draft:
            problems.append(
                bridge.fault("plan.approved", number, "plan", str(plan.after), known=str(_or_dash(plan.before)))
            )
        changes += found
        same += not found
    return Difference(tuple(changes), tuple(problems), same)


def _or_dash(value: Decimal | None) -> Any:
    return "—" if value is None else value


def _point(line: IndicatorLine | None, period: str) -> Point | None:
    return next((point for point in line.points if point.period == period), None) if line else None


def _unknown(seen: ProgrammeView, line: IndicatorLine | None, number: int, value: Any) -> Any:
    if line is None:
        return bridge.fault("indicator.unknown", number, "indicator", value.indicator)
    step, step_en = STEPS[Step(line.row.step)]
    said = periods.said(bridge.period_of(value))
    years: dict[str, Any] = {"first": seen.row.first_year, "last": seen.row.last_year}
    return bridge.fault("period.unknown", number, "year", said, step=step, step_en=step_en, **years)


def _changes(row: ProgrammeIndicator, point: Point, value: Any) -> Iterator[Change]:
    for field in ("plan", "fact"):
        before, after = getattr(point, field), getattr(value, field)
        if after is not None and after != before:
            yield Change(row, point.period, field, before, after)


def pack(changes: tuple[Change, ...], sha256: str) -> str:
    """The difference as the page carries it from the reader's eyes to the button."""
    return signing.dumps({"of": [change.told for change in changes], "sha256": sha256}, salt=SALT, compress=True)


def unpack(text: str) -> tuple[list[Told], str]:
    """What was shown, untouched; refused when it is not ours or too old."""
    try:
        found = signing.loads(text, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        raise Refused("programme.stale", phrases.difference_gone()) from None
    return [tuple(each) for each in found["of"]], found["sha256"]
