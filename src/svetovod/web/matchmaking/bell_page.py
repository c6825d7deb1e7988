"""The screen in the hall: which meetings are on, how long still, and who sits where next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from . import selectors
from .enums import MeetingState
from .grid import Slot, slots_of
from .models import Meeting

ENDING = 2  # minutes before the end in which the screen asks to finish


@dataclass(frozen=True, slots=True)
class Bell:
    """`now` is the slot that is on, `next` the next one with meetings.

    `left`: whole minutes to the end of `now`, or to `next`.
    """

    now: Slot | None = None
    next: Slot | None = None
    left: int = 0
    sitting: Sequence[Meeting] = ()
    coming: Sequence[Meeting] = ()
    published: bool = False

    @property
    def ending(self) -> bool:
        return self.now is not None and self.left <= ENDING

    @property
    def shown(self) -> Sequence[Meeting]:
        """Whom the screen names: those who sit, near the end those who come to sit there."""
        return self.sitting if self.now and not (self.ending and self.coming) else self.coming


def bell(session: Any, at: datetime) -> Bell:
    plan = selectors.plan_of(session)
    if plan is None or plan.published_id is None:
        return Bell()
    slots, found = slots_of(plan), selectors.meetings_all(session)
    now = next((slot for slot in slots if slot.begins_at <= at < slot.ends_at), None)
    coming = next((slot for slot in slots if slot.begins_at > at and _in(found, slot)), None)
    until = now.ends_at if now else coming.begins_at if coming else at
    return Bell(now, coming, _minutes(until - at), _in(found, now), _in(found, coming), published=True)


def _in(found: Collection[Meeting], slot: Slot | None) -> list[Meeting]:
    """In the order of tables; whoever did not come is not called."""
    here = [each for each in found if slot and each.slot == slot.number and each.state != MeetingState.MISSED]
    return sorted(here, key=lambda each: each.table)


def _minutes(left: timedelta) -> int:
    """Begun minutes count as whole."""
    return -(-int(left.total_seconds()) // 60)
