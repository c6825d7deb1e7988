"""Calculations of a schedule: asked for by the organiser, carried out by a job, stopped at any moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.matchmaking import asking
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import WORKING, RunKind, RunState
from svetovod.web.matchmaking.models import MeetingPlan, ScheduleRun
from svetovod.web.matchmaking.states import RUN

from .profiles import refuse_over

REPAIR_SECONDS = 10


@transaction.atomic
def run_start(*, actor: Any, session: Any, at: datetime) -> ScheduleRun:
    """Asks for a whole schedule of all agreed meetings; one that is being computed already is that one."""
    return _start(actor, session, RunKind.SCHEDULE, at)


@transaction.atomic
def repair_start(*, actor: Any, session: Any, at: datetime) -> ScheduleRun:
    """Asks for a schedule that moves as few as possible of the meetings still ahead, and has place for the new ones."""
    return _start(actor, session, RunKind.REPAIR, at)


def _start(actor: Any, session: Any, kind: RunKind, at: datetime) -> ScheduleRun:
    actor = ACCESS.admit("plan.manage", actor, session)
    refuse_over(session)
    plan = (
        MeetingPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item")
        .filter(session=session)
        .first()
    )
    if plan is None:
        raise Refused("plan.none", _("Say first when and at how many tables the meetings are."))
    working = ScheduleRun.objects.filter(session=session, state__in=WORKING).first()
    if working is not None:
        return working
    repairing = kind == RunKind.REPAIR
    if repairing and plan.published_id is None:
        raise Refused("repair.nothing", _("No schedule is published yet: compute a whole one."))
    problem = asking.problem(plan, at, repairing=repairing)
    if not problem["meetings"]:
        raise Refused("run.nothing", _("No meeting is agreed yet: there is nothing to put into a schedule."))
    last = ScheduleRun.objects.filter(session=session).order_by("-number").first()
    made = ScheduleRun.objects.create(
        session=session, number=(last.number if last else 0) + 1, kind=kind, problem=problem,
        seconds=REPAIR_SECONDS if repairing else plan.seconds, asked_at=timezone.now(),
    )  # fmt: skip
    record(
        actor=actor, action="schedule_run.start", subject=made, at=at, session=session.slug, kind=str(kind),
        number=made.number, meetings=len(problem["meetings"]),
    )  # fmt: skip
    _defer(made)
    return made


def _defer(run: ScheduleRun) -> None:
    from svetovod.web.matchmaking.tasks import compute  # the task module imports this one

    compute.defer(run_id=run.pk)


@transaction.atomic
def run_stop(*, actor: Any, run: ScheduleRun, at: datetime) -> ScheduleRun:
    """The best schedule found so far is kept as the result."""
    row = ScheduleRun.objects.select_for_update(of=("self",), no_key=True).select_related("session").get(pk=run.pk)
    actor = ACCESS.admit("plan.manage", actor, row.session)
    if row.state in WORKING and not row.stop_asked:
        row.stop_asked = True
        row.save(update_fields=["stop_asked"])
        record(actor=actor, action="schedule_run.stop", subject=row, at=at, number=row.number)
    return row


@transaction.atomic
def run_begin(*, run_id: int) -> ScheduleRun | None:
    """For the job: whoever comes second finds it begun."""
    row = ScheduleRun.objects.select_for_update(no_key=True).filter(pk=run_id, state=RunState.QUEUED).first()
    if row is not None:
        RUN.move(row, "begin")
        row.begun_at = timezone.now()
        row.save(update_fields=["state", "begun_at"])
    return row


def run_progress(*, run_id: int, progress: Mapping[str, Any]) -> None:
    """For the job: writes where the search stands."""
    ScheduleRun.objects.filter(pk=run_id).update(progress=dict(progress))


def run_compare(*, run_id: int, greedy: Mapping[str, Any]) -> None:
    """For the job: what the way of a spreadsheet would give, before the search begins."""
    ScheduleRun.objects.filter(pk=run_id).update(greedy=dict(greedy))


def run_seen(run_id: int) -> bool:
    """For the job: it is alive; whether it should end."""
    ScheduleRun.objects.filter(pk=run_id).update(seen_at=timezone.now())
    return ScheduleRun.objects.filter(pk=run_id, stop_asked=True).exists()


@transaction.atomic
def run_finish(*, run_id: int, result: Mapping[str, Any], at: datetime) -> ScheduleRun:
    """For the job: keeps what was computed and checked."""
    row = ScheduleRun.objects.select_for_update(no_key=True).get(pk=run_id)
    RUN.move(row, "finish")
    row.result, row.ended_at = dict(result), timezone.now()
    row.save(update_fields=["state", "result", "ended_at"])
    record(
        actor=SYSTEM, action="schedule_run.finish", subject=row, at=at, number=row.number, status=result["status"],
        breaks=result["breaks"], bound=result["bound"],
    )  # fmt: skip
    return row


@transaction.atomic
def run_fail(*, run_id: int, at: datetime) -> None:
    """For the job: what was begun and cannot be brought to an end."""
    row = ScheduleRun.objects.select_for_update(no_key=True).filter(pk=run_id, state__in=WORKING).first()
    if row is not None:
        RUN.move(row, "fail")
        row.ended_at = timezone.now()
        row.save(update_fields=["state", "ended_at"])
        record(actor=SYSTEM, action="schedule_run.fail", subject=row, at=at, number=row.number)
