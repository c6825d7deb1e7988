"""When and where the meetings are: the organiser's word."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.models import MeetingPlan

from .profiles import refuse_over


@transaction.atomic
def plan_set(
    *, actor: Any, session: Any, item: Any, minutes: int, tables: int, wishes_until: datetime, at: datetime,
    pause_from: time | None = None, pause_minutes: int = 0, seconds: int = 30, spare: int = 0,
) -> MeetingPlan:  # fmt: skip
    """Slots and tables. Once a schedule is published the hours stay: people have them in their calendars."""
    actor = ACCESS.admit("plan.manage", actor, session)
    refuse_over(session)
    plan = MeetingPlan.objects.select_for_update(no_key=True).filter(session=session).first() or MeetingPlan(
        session=session
    )
    before = slots_of(plan) if plan.pk else []
    plan.item, plan.minutes, plan.tables, plan.wishes_until = item, minutes, tables, wishes_until
    plan.pause_from, plan.pause_minutes, plan.seconds = pause_from, pause_minutes, seconds
    plan.spare = spare
    plan.lost = [number for number in plan.lost if number <= tables]
    found = slots_of(plan)
    if not found:
        raise Refused("plan.no_slot", _("No slot fits: make the slots shorter, or the entry of the programme longer."))
    if plan.published_id and before != found:
        raise Refused("plan.published", _("A schedule with these hours is published: its slots cannot be changed."))
    columns_check(plan, but=("lost",))
    plan.save()
    record(
        actor=actor, action="meeting_plan.set", subject=plan, at=at, session=session.slug, slots=len(found),
        tables=tables,
    )  # fmt: skip
    return plan


@transaction.atomic
def tables_lose(*, actor: Any, session: Any, lost: Collection[int], at: datetime) -> MeetingPlan:
    """Which tables cannot be used from now on; one that is not named can be used again."""
    actor = ACCESS.admit("plan.manage", actor, session)
    refuse_over(session)
    plan = MeetingPlan.objects.select_for_update(no_key=True).get(session=session)
    wanted = sorted({number for number in lost if 1 <= number <= plan.tables})
    if len(wanted) == plan.tables:
        raise Refused("plan.no_table", _("At least one table must be left."))
    if wanted != plan.lost:
        plan.lost = wanted
        plan.save(update_fields=["lost"])
        record(actor=actor, action="meeting_plan.tables", subject=plan, at=at, session=session.slug, lost=wanted)
    return plan
