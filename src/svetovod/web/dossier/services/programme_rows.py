"""Goals, measures and indicators of a draft; plans in a draft, facts in the draft and in the version in force."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault, Refused
from svetovod.web.dossier import periods, phrases
from svetovod.web.dossier.models import (
    Programme,
    ProgrammeGoal,
    ProgrammeIndicator,
    ProgrammeMeasure,
    ProgrammePoint,
)

from .checking import refuse
from .programme import living, opened

MOST = 60  # rows of a kind


@transaction.atomic
def goal_add(*, actor: Any, programme: Programme, text: str, at: datetime) -> ProgrammeGoal:
    actor, row = opened(actor, programme)
    made = ProgrammeGoal.objects.create(programme=row, position=_next(row.goals), text=text.strip())
    record(actor=actor, action="programme.goal_add", subject=made, at=at, version=row.version)
    return made


@transaction.atomic
def measure_save(
    *, actor: Any, programme: Programme, fields: Mapping[str, Any], at: datetime, measure: Any = None
) -> ProgrammeMeasure:
    """A new measure, or another wording of one. `fields`: number, name, due_on, responsible, goal."""
    actor, row = opened(actor, programme)
    refuse("measure.faults", _measure_faults(row, fields, measure))
    made = measure or ProgrammeMeasure(programme=row)
    _room(row.measures, made)
    made.number, made.name, made.due_on = fields["number"].strip(), fields["name"].strip(), fields["due_on"]
    made.responsible_id, made.goal_id = fields["responsible"], fields["goal"]
    made.save()
    record(
        actor=actor, action="programme.measure_save", subject=made, at=at, version=row.version, number=made.number,
        due_on=made.due_on.isoformat(), responsible=made.responsible_id,
    )  # fmt: skip
    return made


def _measure_faults(row: Programme, fields: Mapping[str, Any], measure: Any) -> Iterator[Fault]:
    same = row.measures.filter(number=fields["number"].strip()).exclude(pk=measure.pk if measure else 0)
    if same.exists():
        yield Fault("number", phrases.numbered_twice(fields["number"]))
    if not row.first_year <= fields["due_on"].year <= row.last_year:
        yield Fault("due_on", phrases.outside_the_programme(fields["due_on"], row.first_year, row.last_year))
    members = row.cluster.memberships.filter(left_on=None, organisation=fields["responsible"])
    if fields["responsible"] != row.cluster.manager_id and not members.exists():
        yield Fault("responsible", phrases.not_of_the_cluster())
    if fields["goal"] is not None and not row.goals.filter(pk=fields["goal"]).exists():
        yield Fault("goal", phrases.no_such_goal())


@transaction.atomic
def measure_tell(
    *, actor: Any, measure: ProgrammeMeasure, on: date | None, result: str, project: str, at: datetime
) -> None:
    """Done on a day with its result, None takes the word back; and the joint project it speaks of, by its code."""
    actor, row = living(actor, measure.programme)
    today = timezone.localdate(at)
    if on is not None and on > today:
        refuse("measure.told", iter([Fault("on", phrases.in_future(on, today))]))
    ProgrammeMeasure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    measure.done_on, measure.result, measure.project = on, result.strip() if on else "", project.strip()
    measure.save(update_fields=["done_on", "result", "project"])
    record(
        actor=actor, action="programme.measure_tell", subject=measure, at=at, version=row.version,
        on=on.isoformat() if on else None, project=measure.project,
    )  # fmt: skip


@transaction.atomic
def indicator_save(
    *, actor: Any, programme: Programme, fields: Mapping[str, Any], at: datetime, indicator: Any = None
) -> ProgrammeIndicator:
    """`fields`: name, unit, step, better, baseline, baseline_year. Another step forgets plans of the former one."""
    actor, row = opened(actor, programme)
    refuse("indicator.faults", _indicator_faults(row, fields, indicator))
    made = indicator or ProgrammeIndicator(programme=row, position=_next(row.indicators))
    _room(row.indicators, made)
    for name in ("name", "unit", "step", "better", "baseline", "baseline_year"):
        setattr(made, name, fields[name])
    made.save()
    wanted = periods.between(row.first_year, row.last_year, made.step)
    made.points.exclude(period__in=wanted).delete()
    record(actor=actor, action="programme.indicator_save", subject=made, at=at, version=row.version)
    return made


def _indicator_faults(row: Programme, fields: Mapping[str, Any], indicator: Any) -> Iterator[Fault]:
    same = row.indicators.filter(name=fields["name"]).exclude(pk=indicator.pk if indicator else 0)
    if same.exists():
        yield Fault("name", phrases.named_twice(fields["name"]))
    if (fields["baseline"] is None) != (fields["baseline_year"] is None):
        yield Fault("baseline_year", phrases.baseline_of_a_year())


Told = tuple[int, str, str, str | None, str | None]
Values = Mapping[str, tuple[Decimal | None, Decimal | None]]


@transaction.atomic
def indicator_points(*, actor: Any, indicator: ProgrammeIndicator, values: Values, at: datetime) -> int:
    """Writes (plan, fact) by period and says how many differ. A plan of an approved version is not touched."""
    actor, row = living(actor, indicator.programme)
    allowed = set(periods.between(row.first_year, row.last_year, indicator.step))
    if set(values) - allowed:
        raise Refused("indicator.period", phrases.period_outside(row.first_year, row.last_year))
    known = {point.period: point for point in indicator.points.select_for_update(no_key=True)}
    written = 0
    for period, (plan, fact) in values.items():
        point = known.get(period) or ProgrammePoint(indicator=indicator, period=period)
        wanted = (point.plan if row.approved_on else plan, fact)
        if (point.plan, point.fact) == wanted:
            continue
        point.plan, point.fact = wanted
        point.save()
        written += 1
    if written:
        record(actor=actor, action="programme.points", subject=indicator, at=at, version=row.version, periods=written)
    return written


@transaction.atomic
def programme_points_apply(*, actor: Any, programme: Programme, told: Iterable[Told], sha256: str, at: datetime) -> int:
    """Writes the values a workbook was shown to change and says how many; asked again, none is left to write.

    Each of `told` is (indicator, period, "plan" or "fact", before, after). Where a value is neither what it was nor
    what it becomes, somebody changed it meanwhile: then nothing is written.
    """
    actor, row = living(actor, programme)
    indicators = {each.pk: each for each in row.indicators.all()}
    points = {
        (point.indicator_id, point.period): point
        for point in ProgrammePoint.objects.select_for_update(no_key=True).filter(indicator__programme=row)
    }
    changed: dict[tuple[int, str], ProgrammePoint] = {}
    written = moved = 0
    for pk, period, field, before, after in told:
        _takes(row, indicators.get(pk), period, field)
        point = points.setdefault((pk, period), ProgrammePoint(indicator_id=pk, period=period))
        present = getattr(point, field)
        if present == _amount(after):
            continue
        moved += present != _amount(before)
        setattr(point, field, _amount(after))
        changed[pk, period] = point
        written += 1
    if moved:
        raise Refused("programme.moved", phrases.values_moved(moved))
    for point in changed.values():
        point.save()
    if written:
        record(
            actor=actor, action="programme.import", subject=row, at=at, version=row.version, values=written,
            sha256=sha256,
        )  # fmt: skip
    return written


def _takes(row: Programme, indicator: ProgrammeIndicator | None, period: str, field: str) -> None:
    """Since the difference was shown the version may have been approved, or an indicator deleted or counted anew."""
    if field == "plan" and row.approved_on is not None:
        raise Refused("programme.approved", phrases.approved_already())
    if indicator is None or period not in periods.between(row.first_year, row.last_year, indicator.step):
        raise Refused("indicator.period", phrases.period_outside(row.first_year, row.last_year))


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@transaction.atomic
def programme_row_delete(*, actor: Any, row: Any, at: datetime) -> None:
    """A goal, a measure or an indicator of a draft; measures of a goal stay without one."""
    actor, programme = opened(actor, row.programme)
    subject = (row._meta.label_lower, str(row.pk))
    row.delete()
    record(actor=actor, action="programme.row_delete", subject=subject, at=at, version=programme.version)


def _next(rows: Any) -> int:
    if rows.count() >= MOST:
        raise Refused("programme.too_many", phrases.too_many_rows(MOST))
    return (rows.aggregate(top=Max("position"))["top"] or 0) + 1


def _room(rows: Any, row: Any) -> None:
    if row.pk is None and rows.count() >= MOST:
        raise Refused("programme.too_many", phrases.too_many_rows(MOST))
