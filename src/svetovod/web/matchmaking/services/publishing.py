"""A stored schedule becomes the one in force: meetings get their slots and tables, and those concerned are told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.matchmaking import bridge, letters, selectors
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.enums import AHEAD, RunState, WishState
from svetovod.web.matchmaking.models import (
    CooperationTable,
    Meeting,
    MeetingPlan,
    MeetingProfile,
    MeetingWish,
    ScheduleRun,
)
from svetovod.web.matchmaking.states import MEETING

from .profiles import refuse_over


@transaction.atomic
def run_publish(*, actor: Any, run: ScheduleRun, at: datetime) -> list[MeetingProfile]:
    """Puts the schedule in force; gives those whose meetings are new or have moved, who are told."""
    plan = (
        MeetingPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session")
        .get(session=run.session_id)
    )
    row = ScheduleRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    actor = ACCESS.admit("plan.manage", actor, plan.session)
    refuse_over(plan.session)
    if plan.published_id == row.pk:
        return []
    _refuse(plan, row)
    first = plan.published_id is None
    touched = _apply(plan, row)
    plan.published = row
    plan.save(update_fields=["published"])
    record(
        actor=actor, action="schedule_run.publish", subject=row, at=at, session=plan.session.slug, number=row.number,
        concerned=len(touched),
    )  # fmt: skip
    people = list(selectors.profiles(plan.session).select_related("session").filter(pk__in=touched))
    letters.scheduled(people, row.number, first=first, at=at)
    return people


def _refuse(plan: MeetingPlan, run: ScheduleRun) -> None:
    if run.state != RunState.DONE or not run.result or not run.result["slots"]:
        raise Refused("run.no_schedule", _("There is no schedule in this calculation."))
    published = plan.published
    if published is not None and published.number > run.number:
        raise Refused("run.older", _("A newer schedule is published. Compute once more what holds now."))
    if set(run.problem["tables"]) & set(plan.lost):
        raise Refused("run.tables", _("This schedule uses a table that was lost since. Compute once more."))
    if _booked_since(plan, run):
        raise Refused("run.booked", _("Meetings were booked since, where this schedule has others. Compute once more."))
    if not bridge.holds(run.problem, run.result):
        raise Refused("run.broken", _("The stored schedule does not stand the check. Compute once more."))


def _booked_since(plan: MeetingPlan, run: ScheduleRun) -> bool:
    """Whether a meeting that the calculation did not know sits where it has put another, or whom it has put there."""
    result, known = run.result or {}, {row["wish"] for row in run.problem["meetings"]}
    profiles, places, busy = run.problem["profiles"], set(), set()
    for row, slot, table in zip(run.problem["meetings"], result["slots"], result["tables"], strict=True):
        places.add((slot, table))
        busy |= {(slot, profiles[who]) for who in (row["first"], row["second"], *row.get("others", ()))}
    fresh = [each for each in selectors.meetings_all(plan.session) if each.code not in known and each.state in AHEAD]
    return any(
        (each.slot, each.table) in places or any((each.slot, side.pk) in busy for side in each.people) for each in fresh
    )


def _apply(plan: MeetingPlan, run: ScheduleRun) -> set[int]:
    """Ids of the profiles concerned. What was called off since, or has no place, is left out; what was held stays."""
    result = run.result or {}
    list(
        MeetingWish.objects.select_for_update(no_key=True)
        .filter(session=plan.session, state=WishState.ACCEPTED)
        .values("pk")
    )
    list(CooperationTable.objects.select_for_update(no_key=True).filter(session=plan.session).values("pk"))
    agreed = {each.code: each for each in selectors.agreements(plan.session)}
    list(Meeting.objects.select_for_update(no_key=True).filter(session=plan.session).values("pk"))
    known = {row.code: row for row in selectors.meetings_all(plan.session)}
    touched: set[int] = set()
    fresh: list[Meeting] = []
    for asked, slot, table in zip(run.problem["meetings"], result["slots"], result["tables"], strict=True):
        wish, meeting = agreed.get(asked["wish"]), known.get(asked["wish"])
        if wish is None:
            continue
        if slot is None:
            if meeting is None or meeting.recorded:
                continue
            meeting.delete()
        elif meeting is None:
            of = "wish" if isinstance(wish, MeetingWish) else "cooperation"
            fresh.append(Meeting(session=plan.session, slot=slot, table=table, **{of: wish}))
        elif (meeting.slot, meeting.table) != (slot, table) and not meeting.recorded:
            MEETING.move(meeting, "move")
            meeting.slot, meeting.table = slot, table
            meeting.save(update_fields=["slot", "table", "state"])
        else:
            continue
        touched |= {side.pk for side in wish.people}
    for meeting in fresh:
        meeting.save()
    return touched
