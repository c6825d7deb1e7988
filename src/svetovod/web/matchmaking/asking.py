"""What is asked of the engine, frozen as plain data: who meets whom, slots, tables, and where everything stands now.

`wish` of a meeting is the number of its invitation, or the code of its cooperation table, whose `others` sit there too.

`profiles` and `names` are the participants in the order of `closed`; `meetings` say both by their place in that order.
`before` has slot and table of a meeting that has them, None of a new one; it is there for a repair alone.
"""

from datetime import datetime
from typing import Any

from . import selectors
from .enums import AHEAD
from .grid import begun, slots_of, tables_of
from .models import MeetingPlan


def problem(plan: MeetingPlan, at: datetime, *, repairing: bool) -> dict[str, Any]:
    """Meetings that were held or whose slot has begun are no longer asked about, and their slots are closed."""
    slots = slots_of(plan)
    past = begun(slots, at) if repairing else set()
    wishes = [wish for wish in selectors.agreements(plan.session) if not _over(wish, past)]
    people = {side.pk: side for wish in wishes for side in wish.people}
    order = {pk: place for place, pk in enumerate(sorted(people))}
    found: dict[str, Any] = {
        "slots": len(slots),
        "morning": sum(slot.morning for slot in slots),
        "times": [slot.said for slot in slots],
        "tables": tables_of(plan),
        "profiles": list(order),
        "names": [people[pk].name for pk in order],
        "closed": [sorted({*_within(people[pk].closed, len(slots)), *past}) for pk in order],
        "meetings": [
            dict(zip(("first", "second"), (order[side.pk] for side in wish.people), strict=False))
            | {"wish": wish.code, "others": [order[side.pk] for side in wish.people[2:]], "must": wish.must}
            for wish in wishes
        ],
    }  # fmt: skip
    if repairing:
        found["before"] = [_standing(wish) for wish in wishes]
    return found


def _over(wish: selectors.Agreement, past: set[int]) -> bool:
    meeting = getattr(wish, "meeting", None)
    return meeting is not None and (meeting.state not in AHEAD or meeting.slot in past)


def _standing(wish: selectors.Agreement) -> list[int] | None:
    meeting = getattr(wish, "meeting", None)
    return [meeting.slot, meeting.table] if meeting else None


def _within(closed: list[int], slots: int) -> list[int]:
    return [number for number in closed if 1 <= number <= slots]
