"""A schedule made by hand in a workbook: held against the agreed meetings, kept like a computed one, published so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.matchmaking import asking, bridge
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import RunKind
from svetovod.web.matchmaking.models import MeetingPlan, ScheduleRun
from svetovod.web.matchmaking.states import RUN

from .profiles import refuse_over


@transaction.atomic
def run_import(*, actor: Any, session: Any, lines: Sequence[Any], at: datetime) -> tuple[ScheduleRun | None, list[str]]:
    """Keeps the schedule of a workbook as a calculation; or says all that is wrong with it, and keeps nothing.

    `lines` have `code` (of an invitation), `slot` and `table`. A meeting that is not among them has no place.
    """
    plan = (
        MeetingPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item")
        .filter(session=session)
        .first()
    )
    actor = ACCESS.admit("plan.manage", actor, session)
    refuse_over(session)
    if plan is None:
        raise Refused("plan.none", _("Say first when and at how many tables the meetings are."))
    problem = asking.problem(plan, at, repairing=False) | {"by_hand": True}
    known = {str(row["wish"]): row["wish"] for row in problem["meetings"]}
    faults = [
        _("Meeting %(code)s is not an agreed one: its line belongs to another workbook.") % {"code": line.code[:40]}
        for line in lines
        if line.code not in known
    ]
    places = {known[line.code]: (line.slot, line.table) for line in lines if line.code in known and line.slot}
    result, broken = bridge.judged(problem, places, formatting.lang())
    if not (faults or broken or places):
        broken = [_("The workbook places no meeting.")]
    if faults or broken:
        return None, [*faults, *broken]
    last = ScheduleRun.objects.filter(session=session).order_by("-number").first()
    made = ScheduleRun.objects.create(
        session=session, number=(last.number if last else 0) + 1, kind=RunKind.TABLE, problem=problem, seconds=0,
        asked_at=timezone.now(), begun_at=timezone.now(),
    )  # fmt: skip
    RUN.move(made, "begin")
    RUN.move(made, "finish")
    made.result, made.greedy, made.ended_at = result, bridge.greedy(problem), timezone.now()
    made.save()
    record(
        actor=actor, action="schedule_run.import", subject=made, at=at, session=session.slug, number=made.number,
        meetings=len(places), left=len(result["left"]),
    )  # fmt: skip
    return made, []
