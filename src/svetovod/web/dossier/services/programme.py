"""Versions of the development programme: a draft is opened, approved, and replaces the one in force."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault, Refused
from svetovod.web.dossier import periods, phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import (
    Programme,
    ProgrammeGoal,
    ProgrammeIndicator,
    ProgrammeMeasure,
    ProgrammePoint,
)
from svetovod.web.dossier.selectors import current

from .checking import of_a_day, refuse

MEASURE = ("number", "name", "due_on", "responsible_id", "project", "done_on", "result")
INDICATOR = ("position", "name", "unit", "step", "better", "baseline", "baseline_year")
LONGEST = 15  # years: a longer programme is a slip of the pen


@transaction.atomic
def programme_open(*, actor: Any, cluster: Any, first_year: int, last_year: int, at: datetime) -> Programme:
    """A draft: empty at first, a copy of the version in force later. Asked again, the open one is returned."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    type(cluster).objects.select_for_update(no_key=True).get(pk=cluster.pk)
    if known := Programme.objects.filter(cluster=cluster, approved_on=None).first():
        return known
    refuse("programme.years", _years(first_year, last_year))
    top = Programme.objects.filter(cluster=cluster).aggregate(top=Max("version"))["top"] or 0
    source = current(cluster)
    made = Programme.objects.create(cluster=cluster, version=top + 1, first_year=first_year, last_year=last_year)
    if source is not None:
        _copy(source, made)
    record(actor=actor, action="programme.open", subject=made, at=at, cluster=cluster.slug, version=made.version)
    return made


def _years(first: int, last: int) -> Iterator[Fault]:
    if last < first:
        yield Fault("last_year", phrases.years_backwards(first, last))
    elif last - first >= LONGEST:
        yield Fault("last_year", phrases.too_many_years(LONGEST))


def _copy(source: Programme, made: Programme) -> None:
    goals = {
        goal.pk: ProgrammeGoal.objects.create(programme=made, position=goal.position, text=goal.text)
        for goal in source.goals.all()
    }
    ProgrammeMeasure.objects.bulk_create(
        ProgrammeMeasure(
            programme=made, goal=goals.get(row.goal_id or 0), origin=row,
            **{name: getattr(row, name) for name in MEASURE},
        )
        for row in source.measures.all()
    )  # fmt: skip
    for row in source.indicators.prefetch_related("points"):
        kept = ProgrammeIndicator.objects.create(
            programme=made, origin=row, **{name: getattr(row, name) for name in INDICATOR}
        )
        wanted = set(periods.between(made.first_year, made.last_year, row.step))
        ProgrammePoint.objects.bulk_create(
            ProgrammePoint(indicator=kept, period=point.period, plan=point.plan, fact=point.fact)
            for point in row.points.all()
            if point.period in wanted
        )


@transaction.atomic
def programme_approve(
    *, actor: Any, programme: Programme, number: str, on: date, approved_by: str, at: datetime
) -> Programme:
    """The draft comes into force and takes over what was told of the version before it meanwhile."""
    actor, row = opened(actor, programme)
    refuse("programme.approve", _unready(row, number, on, at))
    before = current(row.cluster)
    row.number, row.approved_on, row.approved_by = number.strip(), on, approved_by.strip()
    row.save(update_fields=["number", "approved_on", "approved_by"])
    _take_over(row)
    record(
        actor=actor, action="programme.approve", subject=row, at=at, cluster=row.cluster.slug, version=row.version,
        on=on.isoformat(), before=before.version if before else None,
    )  # fmt: skip
    return row


def _unready(row: Programme, number: str, on: date, at: datetime) -> Iterator[Fault]:
    yield from of_a_day("on", row.cluster, on, at)
    if not number.strip():
        yield Fault("number", phrases.approved_without_number())
    before = current(row.cluster)
    if before is not None and before.approved_on is not None and on < before.approved_on:
        yield Fault("on", phrases.approved_before(on, before.approved_on))
    if not (row.measures.exists() and row.indicators.exists()):
        yield Fault("", phrases.nothing_to_approve())


def _take_over(row: Programme) -> None:
    """Facts told of the version before while this one was a draft; what the draft says itself stays."""
    for measure in row.measures.exclude(origin=None).select_related("origin"):
        assert measure.origin is not None
        if measure.done_on is None:
            measure.done_on, measure.result = measure.origin.done_on, measure.origin.result
        measure.project = measure.project or measure.origin.project
        measure.save(update_fields=["done_on", "result", "project"])
    told = ProgrammePoint.objects.filter(indicator__in=row.indicators.values("origin")).exclude(fact=None)
    facts = {(point.indicator_id, point.period): point.fact for point in told}
    mine = ProgrammePoint.objects.filter(indicator__programme=row, fact=None).select_related("indicator")
    for point in mine:
        fact = facts.get((point.indicator.origin_id or 0, point.period))
        if fact is not None:
            point.fact = fact
            point.save(update_fields=["fact"])


def opened(actor: Any, programme: Programme) -> tuple[Any, Programme]:
    """The draft, locked; an approved version is changed by none."""
    row = Programme.objects.select_for_update(of=("self",), no_key=True).select_related("cluster").get(pk=programme.pk)
    actor = ACCESS.admit("dossier.edit", actor, row.cluster)
    if row.approved_on is not None:
        raise Refused("programme.approved", phrases.approved_already())
    return actor, row


def living(actor: Any, programme: Programme) -> tuple[Any, Programme]:
    """The draft or the version in force, locked: what is told of a former one is history."""
    row = Programme.objects.select_for_update(of=("self",), no_key=True).select_related("cluster").get(pk=programme.pk)
    actor = ACCESS.admit("dossier.edit", actor, row.cluster)
    if row.approved_on is not None and row != current(row.cluster):
        raise Refused("programme.former", phrases.former_version())
    return actor, row
