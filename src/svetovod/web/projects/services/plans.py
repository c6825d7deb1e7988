"""The plan-schedule and the indicators from workbooks: all or nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects.models import JointProject, ProjectStage
from svetovod.web.projects.plans.bridge import period_of

from .indicators import indicator_add, indicator_plan
from .locking import opened_for_edit, touch
from .schedule import MAX_STAGES, refuse_waiting


@transaction.atomic
def schedule_import(*, actor: Any, project: JointProject, stages: Sequence[Any], sha256: str, at: datetime) -> int:
    """In place of the whole plan. Stages are matched by their numbers: one that was done stays done."""
    actor, row = opened_for_edit(actor, project)
    if len(stages) > MAX_STAGES:
        raise Refused("stage.too_many", _("A plan-schedule has at most %(limit)d stages.") % {"limit": MAX_STAGES})
    people = {each.organisation.inn: each.organisation for each in row.participants.select_related("organisation")}
    if any(each.responsible not in people for each in stages):
        raise Refused("stage.responsible", _("Only the initiator and participants answer for stages of the project."))
    known = {stage.position: stage for stage in row.stages.select_for_update(of=("self",), no_key=True)}
    found = []
    for each in stages:
        stage = known.pop(each.number, None) or ProjectStage(project=row, position=each.number)
        stage.name, stage.result, stage.responsible = (
            each.name[:200],
            (each.result or "")[:300],
            people[each.responsible],
        )
        stage.start, stage.end, stage.after = each.start, each.end, list(each.after)
        columns_check(stage)
        found.append(stage)
    refuse_waiting(found)
    ProjectStage.objects.filter(pk__in=[stage.pk for stage in known.values()]).delete()
    for stage in found:
        stage.save()
    touch(row, at)
    record(actor=actor, action="schedule.import", subject=row, at=at, stages=len(found), sha256=sha256)
    return len(found)


@transaction.atomic
def indicators_import(*, actor: Any, project: JointProject, values: Sequence[Any], sha256: str, at: datetime) -> int:
    """Indicators by name: new ones are added, plans of the half-years in the workbook are written, others stay."""
    actor, row = opened_for_edit(actor, project)
    own = {each.name: each for each in row.indicators.all()}
    plan: dict[int, dict[str, Any]] = {}
    for each in values:
        name = each.indicator.strip()[:200]
        if name not in own:
            own[name] = indicator_add(actor=actor, project=row, name=name, unit=each.unit[:40], at=at)
        elif own[name].unit != each.unit.strip():
            raise Refused(
                "indicator.unit",
                _("“%(name)s” is counted in “%(unit)s” here, and in another unit in the workbook.")
                % {"name": name, "unit": own[name].unit},
            )
        plan.setdefault(own[name].pk, {})[period_of(each)] = each.plan
    indicator_plan(actor=actor, project=row, plan=plan, at=at)
    record(actor=actor, action="indicators.import", subject=row, at=at, values=len(values), sha256=sha256)
    return len(values)
