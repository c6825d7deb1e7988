"""Stages of the plan-schedule."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects import bridge
from svetovod.web.projects.models import JointProject, ProjectStage

from .locking import opened_for_edit, touch

FIELDS = ("name", "result", "responsible", "start", "end", "after")
MAX_STAGES = 60


@transaction.atomic
def stage_add(*, actor: Any, project: JointProject, fields: Mapping[str, Any], at: datetime) -> ProjectStage:
    """A stage at the end of the plan. Who answers for it must be in the project, what it waits for in the plan."""
    actor, row = opened_for_edit(actor, project)
    stages = list(row.stages.all())
    if len(stages) >= MAX_STAGES:
        raise Refused("stage.too_many", _("A plan-schedule has at most %(limit)d stages.") % {"limit": MAX_STAGES})
    stage = ProjectStage(project=row, position=max((s.position for s in stages), default=0) + 1)
    _fill(stage, row, stages, fields)
    stage.save()
    touch(row, at)
    record(actor=actor, action="stage.add", subject=stage, at=at, project=row.code, position=stage.position)
    return stage


@transaction.atomic
def stage_edit(*, actor: Any, stage: ProjectStage, fields: Mapping[str, Any], at: datetime) -> ProjectStage:
    actor, row = opened_for_edit(actor, stage.project)
    fresh = (
        ProjectStage.objects.select_for_update(of=("self",), no_key=True).select_related("responsible").get(pk=stage.pk)
    )
    changed = [name for name in FIELDS if name in fields and getattr(fresh, name) != fields[name]]
    if not changed:
        return fresh
    _fill(fresh, row, list(row.stages.exclude(pk=fresh.pk)), fields)
    fresh.save(update_fields=changed)
    touch(row, at)
    record(
        actor=actor, action="stage.edit", subject=fresh, at=at, project=row.code, position=fresh.position,
        fields=changed,
    )  # fmt: skip
    return fresh


@transaction.atomic
def stage_delete(*, actor: Any, stage: ProjectStage, at: datetime) -> None:
    """Takes a stage out; nothing waits for it any more, the others keep their numbers."""
    actor, row = opened_for_edit(actor, stage.project)
    subject = ("projects.projectstage", str(stage.pk))
    for other in row.stages.select_for_update(no_key=True).exclude(pk=stage.pk):
        if stage.position in other.after:
            other.after = [number for number in other.after if number != stage.position]
            other.save(update_fields=["after"])
    ProjectStage.objects.filter(pk=stage.pk).delete()
    touch(row, at)
    record(actor=actor, action="stage.delete", subject=subject, at=at, project=row.code, position=stage.position)


@transaction.atomic
def stage_done(*, actor: Any, stage: ProjectStage, on: date | None, at: datetime) -> None:
    """The day the stage was done on, None where it is not done after all. A day to come is refused."""
    actor, row = opened_for_edit(actor, stage.project)
    fresh = ProjectStage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    if on is not None and on > timezone.localdate(at):
        raise Refused("stage.future", _("A stage cannot have been done on a day that is still to come."))
    if on is not None and on < fresh.start:
        raise Refused("stage.before", _("A stage cannot be done before it begins: change its beginning first."))
    if fresh.done_on == on:
        return
    fresh.done_on = on
    fresh.save(update_fields=["done_on"])
    touch(row, at)
    record(
        actor=actor, action="stage.done", subject=fresh, at=at, project=row.code, position=fresh.position,
        on=on.isoformat() if on else None,
    )  # fmt: skip


def _fill(
    stage: ProjectStage, project: JointProject, others: Sequence[ProjectStage], fields: Mapping[str, Any]
) -> None:
    for name in FIELDS:
        if name in fields:
            setattr(stage, name, fields[name])
    columns_check(stage)
    if stage.end < stage.start:
        raise Refused("stage.backwards", _("The stage ends before it begins."))
    if not project.participants.filter(organisation=stage.responsible).exists():
        raise Refused(
            "stage.responsible",
            _("%(name)s is not in the project: only the initiator and participants answer for its stages.")
            % {"name": stage.responsible},
        )
    refuse_waiting([*others, stage])


def refuse_waiting(stages: Sequence[ProjectStage]) -> None:
    """Dates may disagree while a plan is being made and are shown; a circle or a stage unknown is never kept."""
    for conflict in bridge.stage_faults(stages):
        if conflict.kind.value == "unknown":
            raise Refused(
                "stage.unknown",
                _("Stage %(number)s waits for a stage that is not in the plan: %(others)s.")
                % {"number": conflict.key, "others": ", ".join(conflict.others)},
            )
        raise Refused(
            "stage.circle",
            _("These stages would wait for one another in a circle: %(stages)s. Free one of them.")
            % {"stages": ", ".join((conflict.key, *conflict.others))},
        )
