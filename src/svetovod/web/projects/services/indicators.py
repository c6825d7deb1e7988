"""Half-year indicators: names, units and plans."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.projects.content import periods
from svetovod.web.projects.models import Indicator, IndicatorValue, JointProject, SubsidyAgreement

from .locking import opened_for_edit, touch

MAX_INDICATORS = 30


@transaction.atomic
def indicator_add(*, actor: Any, project: JointProject, name: str, unit: str, at: datetime) -> Indicator:
    """A new indicator, without values yet. The same name twice is one indicator."""
    actor, row = opened_for_edit(actor, project)
    last = row.indicators.aggregate(top=Max("position"))["top"] or 0
    if row.indicators.count() >= MAX_INDICATORS:
        raise Refused("indicator.too_many", _("At most %(limit)d indicators.") % {"limit": MAX_INDICATORS})
    indicator, made = Indicator.objects.get_or_create(
        project=row, name=name.strip(), defaults={"unit": unit.strip(), "position": last + 1}
    )
    if made:
        touch(row, at)
        record(actor=actor, action="indicator.add", subject=indicator, at=at, project=row.code, name=indicator.name)
    return indicator


@transaction.atomic
def indicator_plan(
    *,
    actor: Any,
    project: JointProject,
    plan: Mapping[int, Mapping[str, Decimal | None]],
    meanings: Mapping[int, Mapping[str, Any]] | None = None,
    at: datetime,
) -> None:
    """Writes plans: indicator id -> half-year -> value. A half-year outside the project's dates is refused.

    `meanings`: indicator id -> its kind and starting value, as far as they are given.
    """
    actor, row = opened_for_edit(actor, project)
    own = {indicator.pk: indicator for indicator in row.indicators.select_for_update(no_key=True)}
    allowed = set(periods(_iso(row.start), _iso(row.end)))
    known = {(v.indicator_id, v.period): v for v in IndicatorValue.objects.filter(indicator__project=row)}
    written = 0
    if any(_differs(pk, values, known) for pk, values in plan.items()):
        _refuse_agreed(row)
    for pk, values in plan.items():
        if pk not in own or set(values) - allowed:
            raise Refused(
                "indicator.period",
                _("The plan goes beyond the project: set its beginning and end first, then fill in the half-years."),
            )
        written += _write(own[pk], values, known)
    written += sum(_mean(own[pk], given) for pk, given in (meanings or {}).items() if pk in own)
    if written:
        touch(row, at)
        record(actor=actor, action="indicator.plan", subject=row, at=at, values=written)


def _differs(pk: int, values: Mapping[str, Decimal | None], known: Mapping[tuple[int, str], IndicatorValue]) -> bool:
    return any((row.plan if (row := known.get((pk, period))) else None) != value for period, value in values.items())


def _refuse_agreed(project: JointProject) -> None:
    """What is promised by an agreement is lowered by the ministry's decision, not by an edit."""
    if SubsidyAgreement.objects.filter(project=project).exists():
        raise Refused(
            "indicator.agreed",
            _("The plan is that of the agreement on the subsidy: note a request to lower a value instead."),
        )


def _mean(indicator: Indicator, given: Mapping[str, Any]) -> int:
    changed = [name for name, value in given.items() if getattr(indicator, name) != value]
    for name in changed:
        setattr(indicator, name, given[name])
    if changed:
        indicator.clean_fields(exclude=["project"])
        indicator.save(update_fields=changed)
    return len(changed)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _write(
    indicator: Indicator, plan: Mapping[str, Decimal | None], known: Mapping[tuple[int, str], IndicatorValue]
) -> int:
    """Writes what differs; returns how many values."""
    written = 0
    fresh = []
    for period, value in plan.items():
        row = known.get((indicator.pk, period))
        if (row.plan if row else None) == value:
            continue
        written += 1
        if row:
            row.plan = value
            row.save(update_fields=["plan"])
        else:
            fresh.append(IndicatorValue(indicator=indicator, period=period, plan=value))
    IndicatorValue.objects.bulk_create(fresh)
    return written


@transaction.atomic
def indicator_delete(*, actor: Any, indicator: Indicator, at: datetime) -> None:
    actor, row = opened_for_edit(actor, indicator.project)
    _refuse_agreed(row)
    subject = ("projects.indicator", str(indicator.pk))
    Indicator.objects.filter(pk=indicator.pk).delete()
    touch(row, at)
    record(actor=actor, action="indicator.delete", subject=subject, at=at, project=row.code, name=indicator.name)
