"""What was agreed, told and asked after the award, as it stands on a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from svetovod.web.projects.enums import LoweringState
from svetovod.web.projects.models import Indicator, JointProject, LoweringRequest, SubsidyAgreement

from . import bridge
from .halves import ends
from .terms import Signed, Terms, terms_of

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Point:
    """`plan` is what holds: lowered where the ministry granted it. Values are in the indicator's unit."""

    period: str
    plan: Decimal
    fact: Decimal | None
    lowered: bool


@dataclass(frozen=True, slots=True)
class Line:
    """`course` is the engine's forecast; `sums` are plan and fact of the half-years told."""

    row: Indicator
    points: Sequence[Point]
    course: Any

    @property
    def told(self) -> list[Point]:
        return [point for point in self.points if point.fact is not None]

    @property
    def sums(self) -> tuple[Decimal, Decimal]:
        told = self.told
        return sum((p.plan for p in told), Decimal(0)), sum((p.fact or Decimal(0) for p in told), Decimal(0))


@dataclass(frozen=True, slots=True)
class Due:
    """A report on a half-year. `state` is `told`, `late`, `due` (the half-year is over) or `ahead`."""

    period: str
    due_on: date
    report: Any
    state: str


@dataclass(frozen=True, slots=True)
class Award:
    """`terms` where a selection keeps the agreement, else None: then number, day and `amount`, in rubles, are those
    that were entered."""

    agreement: SubsidyAgreement
    terms: Terms | None
    amount: Decimal
    lines: Sequence[Line]
    dues: Sequence[Due]
    requests: Sequence[LoweringRequest]
    cost: Any

    @property
    def number(self) -> str:
        return self.terms.number if self.terms else self.agreement.number

    @property
    def signed_on(self) -> date:
        return self.terms.signed_on if self.terms else self.agreement.signed_on

    @property
    def together(self) -> Sequence[Signed]:
        """The agreements whose sums make up `amount`, where they are several."""
        held = self.terms.in_force if self.terms else []
        return held if len(held) > 1 else []

    @property
    def asked(self) -> set[str]:
        """Half-years on which a report is due, was or will be."""
        return {due.period for due in self.dues}

    def asks(self, period: str) -> bool:
        """The half-year is over and is to be told."""
        return any(due.period == period and due.state in {"due", "late"} for due in self.dues)

    @property
    def is_over(self) -> bool:
        return self.terms is not None and self.terms.ended_on is not None


def award_of(project: JointProject, on: date) -> Award | None:
    """None while no agreement with a sum is entered. As many queries whatever its size. Asks nobody's permission."""
    agreement = SubsidyAgreement.objects.filter(project=project).prefetch_related("reports").first()
    if agreement is None:
        return None
    terms = terms_of([project.pk]).get(project.pk)
    amount = terms.amount if terms else agreement.amount
    if amount is None:  # entered while a selection kept it, and none does: it is to be entered with its sum
        return None
    indicators = list(project.indicators.prefetch_related("values"))
    asked = LoweringRequest.objects.filter(indicator__project=project).select_related("indicator")
    requests = list(asked.order_by("id"))
    granted = {(r.indicator_id, r.period): r.wanted for r in requests if r.state == LoweringState.GRANTED}
    lines = [_line(row, granted) for row in indicators]
    told = [(str(line.row.pk), *line.sums) for line in lines if line.told]
    return Award(
        agreement=agreement,
        terms=terms,
        amount=amount,
        lines=lines,
        dues=list(dues_of(agreement, terms, {point.period for line in lines for point in line.points}, on)),
        requests=requests,
        cost=bridge.cost(amount, told, on) if told else None,
    )


def _line(row: Indicator, granted: Mapping[tuple[int, str], Decimal]) -> Line:
    points = [
        Point(
            each.period, granted.get((row.pk, each.period), each.plan), each.fact, (row.pk, each.period) in granted
        )
        for each in row.values.all()
        if each.plan is not None
    ]  # fmt: skip
    rows = [(point.period, point.plan, point.fact) for point in points if point.fact is not None]
    return Line(row, points, bridge.course(rows))


def dues_of(agreement: SubsidyAgreement, terms: Terms | None, periods: set[str], on: date) -> Iterator[Due]:
    """Every half-year planned that ends after an agreement was signed and, where it is ended, not after that; and
    whatever was told."""
    spans = [(each.since, each.ended) for each in terms.signed] if terms else [(agreement.signed_on, None)]
    reports = {report.period: report for report in agreement.reports.all()}
    for period in sorted(periods):
        end = ends(period)
        held = any(since <= end and (ended is None or end <= ended) for since, ended in spans)
        if not held and period not in reports:
            continue
        due_on = end + timedelta(days=agreement.report_days)
        report = reports.get(period)
        state = "told" if report else "late" if due_on < on else "due" if end < on else "ahead"
        yield Due(period, due_on, report, state)
