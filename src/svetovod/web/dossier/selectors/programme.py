"""The development programme as it stands on a day: what is due, what is reached, by how much it differs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from svetovod.web.dossier import periods
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import Better, Doing, Reach
from svetovod.web.dossier.models import (
    Programme,
    ProgrammeGoal,
    ProgrammeIndicator,
    ProgrammeMeasure,
    ProgrammePoint,
)
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.access import ACCESS as REGISTRY

from .standing import SOON


@dataclass(frozen=True, slots=True)
class Point:
    """Plan and fact of one period. `deviation` is the fact less the plan, in the indicator's unit."""

    period: str
    plan: Decimal | None
    fact: Decimal | None
    better: str
    on: date

    @property
    def said(self) -> str:
        return periods.said(self.period)

    @property
    def deviation(self) -> Decimal | None:
        return None if self.plan is None or self.fact is None else self.fact - self.plan

    @property
    def share(self) -> Decimal | None:
        """The deviation as a share of the plan; None where the plan is nothing."""
        return self.deviation / abs(self.plan) if self.deviation is not None and self.plan else None

    @property
    def reach(self) -> Reach:
        if self.deviation is not None:
            good = self.deviation >= 0 if self.better == Better.MORE else self.deviation <= 0
            return Reach.REACHED if good else Reach.SHORT
        if self.plan is None:
            return Reach.UNPLANNED
        return Reach.AWAITED if periods.ends(self.period) < self.on else Reach.OPEN


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    row: ProgrammeIndicator
    points: tuple[Point, ...]

    @property
    def baseline(self) -> Decimal | None:
        return _trim(self.row.baseline)

    @property
    def last(self) -> Point | None:
        """The last period that has a fact, else the last that has ended and waits for one."""
        told = [point for point in self.points if point.fact is not None]
        due = [point for point in self.points if point.reach == Reach.AWAITED]
        return next(reversed(told or due), None)

    @property
    def awaited(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.reach == Reach.AWAITED)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """`named` is False for a participant that asked not to be named to the reader."""

    row: ProgrammeMeasure
    named: bool
    on: date

    @property
    def responsible(self) -> str:
        return str(self.row.responsible) if self.named else _("a participant that asked not to be named")

    @property
    def doing(self) -> Doing:
        if self.row.done_on is not None and self.row.done_on <= self.on:
            return Doing.DONE
        if self.row.due_on < self.on:
            return Doing.LATE
        return Doing.SOON if self.row.due_on <= self.on + SOON else Doing.AHEAD


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One version whole. `current`: it is the one in force."""

    row: Programme
    goals: tuple[ProgrammeGoal, ...]
    measures: tuple[MeasureLine, ...]
    indicators: tuple[IndicatorLine, ...]
    current: bool
    on: date

    @property
    def draft(self) -> bool:
        return self.row.approved_on is None

    @property
    def ended(self) -> bool:
        return self.row.last_year < self.on.year

    def of_goal(self, goal: ProgrammeGoal | None) -> list[MeasureLine]:
        return [line for line in self.measures if line.row.goal_id == (goal.pk if goal else None)]

    @property
    def by_goal(self) -> list[tuple[ProgrammeGoal | None, list[MeasureLine]]]:
        """Goals with their measures; measures of no goal come last."""
        found: list[tuple[ProgrammeGoal | None, list[MeasureLine]]] = [
            (goal, self.of_goal(goal)) for goal in self.goals
        ]
        loose = self.of_goal(None)
        return [*found, (None, loose)] if loose else found

    @property
    def late(self) -> int:
        return sum(line.doing == Doing.LATE for line in self.measures)

    @property
    def done(self) -> int:
        return sum(line.doing == Doing.DONE for line in self.measures)

    @property
    def short(self) -> int:
        """Indicators whose last fact is behind the plan."""
        return sum(line.last is not None and line.last.reach == Reach.SHORT for line in self.indicators)


def versions(actor: Any, cluster: Any) -> list[Programme]:
    """From new to old; a draft is for those who read the papers, a participant reads what is in force."""
    ACCESS.require("dossier.view", actor, cluster)
    rows = Programme.objects.filter(cluster=cluster)
    if ACCESS.allows("dossier.read_papers", actor, cluster):
        return list(rows)
    return list(rows.exclude(approved_on=None)[:1])


def current(cluster: Any) -> Programme | None:
    """The version in force: the newest that is approved."""
    return Programme.objects.filter(cluster=cluster).exclude(approved_on=None).first()


def programme(actor: Any, cluster: Any, on: date, version: int | None = None) -> ProgrammeView | None:
    """A version, else the one in force, else the draft; None where there is none the actor may read."""
    found = versions(actor, cluster)
    approved = next((row for row in found if row.approved_on is not None), None)
    row = approved or next(iter(found), None)
    if version is not None:
        row = next((each for each in found if each.version == version), None)
    return None if row is None else _view(actor, row, row == approved, on)


def _view(actor: Any, row: Programme, is_current: bool, on: date) -> ProgrammeView:
    measures = row.measures.select_related("responsible")
    indicators = row.indicators.prefetch_related("points")
    all_named = ACCESS.allows("dossier.edit", actor, row.cluster)
    return ProgrammeView(
        row=row,
        goals=tuple(row.goals.all()),
        measures=tuple(
            MeasureLine(each, all_named or registry.named_to(actor, each.responsible), on) for each in measures
        ),
        indicators=tuple(_line(row, each, on) for each in indicators),
        current=is_current,
        on=on,
    )


def _line(programme: Programme, row: ProgrammeIndicator, on: date) -> IndicatorLine:
    known: dict[str, ProgrammePoint] = {point.period: point for point in row.points.all()}
    wanted = periods.between(programme.first_year, programme.last_year, row.step)
    points = (known.get(period) or ProgrammePoint(period=period) for period in wanted)
    return IndicatorLine(
        row, tuple(Point(each.period, _trim(each.plan), _trim(each.fact), row.better, on) for each in points)
    )


def _trim(value: Decimal | None) -> Decimal | None:
    """Without the noughts the column adds: `1200`, not `1200.00`."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def indicator_get(actor: Any, cluster: Any, pk: int, on: date) -> IndicatorLine | None:
    ACCESS.require("dossier.read_papers", actor, cluster)
    row = ProgrammeIndicator.objects.filter(programme__cluster=cluster, pk=pk).select_related("programme").first()
    return _line(row.programme, row, on) if row else None


def measure_get(actor: Any, cluster: Any, pk: int) -> ProgrammeMeasure | None:
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = ProgrammeMeasure.objects.filter(programme__cluster=cluster, pk=pk)
    return rows.select_related("programme", "responsible", "goal").first()


def goal_get(cluster: Any, pk: int) -> ProgrammeGoal | None:
    return ProgrammeGoal.objects.filter(programme__cluster=cluster, pk=pk).select_related("programme").first()


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """The measure of the programme in force that speaks of a project, as the project's page names it."""

    number: str
    name: str
    due_on: date
    programme: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class InForce:
    """The programme in force as a project names it: `measures` are number to name."""

    version: int
    number: str
    approved_on: date
    measures: dict[str, str]
    last_year: int | None = None


def programme_on(cluster: Any, on: date | None = None) -> InForce | None:
    """The version in force on the day (now where none is named). Asks nobody: whoever asks has the right."""
    rows = Programme.objects.filter(cluster=cluster).exclude(approved_on=None)
    if on is not None:
        rows = rows.filter(approved_on__lte=on)
    measures = ProgrammeMeasure.objects.filter(programme=OuterRef("pk")).order_by("due_on", "id")
    lines = ArraySubquery(measures.values_list(JSONObject(number="number", name="name")))
    row = rows.annotate(lines=lines).first()
    if row is None or row.approved_on is None:
        return None
    found: Any = row
    measures_said = {each["number"]: each["name"] for each in found.lines}
    return InForce(row.version, row.number, row.approved_on, measures_said, row.last_year)


def reads_programme(actor: Any, cluster: Any) -> bool:
    """Whether the page of the programme opens to the actor."""
    return REGISTRY.allows("cluster.view", actor, cluster) and ACCESS.allows("dossier.view", actor, cluster)


def project_lines(cluster: Any, code: str) -> list[ProjectLine]:
    """Measures of the programme in force that speak of the joint project; whoever asks has the right to the project."""
    row = current(cluster)
    if row is None or row.approved_on is None:
        return []
    return [
        ProjectLine(each.number, each.name, each.due_on, row.number, row.approved_on)
        for each in row.measures.filter(project=code)
    ]
