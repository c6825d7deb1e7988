"""What is asked of the engine, frozen as plain data: who meets whom, slots, tables, and where everything stands now.

`wish` of a meeting is the number of its invitation, or the code of its cooperation table, whose `others` sit there too.

`profiles` and `names` are the participants in the order of `closed`; `meetings` say both by their place in that order.
`before` has slot and table of a meeting that has them, None of a new one; it is there for a repair alone, and so is
`aside`: agreed meetings for which the schedule in force had no place. A repair does not ask about them again.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from . import selectors
from .enums import AHEAD
from .grid import begun, slots_of, tables_of
from .models import MeetingPlan
from .models.profiles import Unit, units


def problem(plan: MeetingPlan, at: datetime, *, repairing: bool) -> dict[str, Any]:
    """Meetings that were held or whose slot has begun are no longer asked about, and their slots are closed."""
    slots = slots_of(plan)
    past = begun(slots, at) if repairing else set()
    aside = _aside(plan) if repairing else set()
    agreed = [wish for wish in selectors.agreements(plan.session) if not _over(wish, past)]
    wishes = [wish for wish in agreed if wish.code not in aside or _standing(wish)]
    comes = {wish.code: come(wish) for wish in wishes}
    number = {wish.code: place for place, wish in enumerate(wishes)}
    people = {unit.key: unit for each in comes.values() for unit in each}
    order = {key: place for place, key in enumerate(sorted(people))}
    found: dict[str, Any] = {
        "slots": len(slots),
        "morning": sum(slot.morning for slot in slots),
        "times": [slot.said for slot in slots],
        "tables": tables_of(plan) if repairing else planned(plan),
        "profiles": [pk for pk, _delegate in order],
        "names": [people[key].name for key in order],
        "closed": [sorted({*_within(people[key].closed, len(slots)), *past}) for key in order],
        "meetings": [
            dict(zip(("first", "second"), (order[unit.key] for unit in comes[wish.code]), strict=False))
            | {"wish": wish.code, "others": [order[unit.key] for unit in comes[wish.code][2:]], "must": wish.must}
            | {"fixed": _there(wish.fixed, len(slots)), "closed": _before(wish.earliest, len(slots))}
            | {"after": sorted(number[code] for code in wish.afters if code in number)}
            for wish in wishes
        ],
    }  # fmt: skip
    if repairing:
        found["before"] = [_standing(wish) for wish in wishes]
        found["aside"] = [wish.code for wish in agreed if wish.code in aside and not _standing(wish)]
    return found


def _aside(plan: MeetingPlan) -> set[int | str]:
    result = (plan.published.result if plan.published else None) or {}
    return {*result.get("left", ()), *result.get("aside", ())}


def planned(plan: MeetingPlan) -> list[int]:
    """Tables of a whole schedule: spare ones are left to meetings booked beside it; one at least is not."""
    there = tables_of(plan)
    return there[: max(1, len(there) - plan.spare)]


def come(agreement: selectors.Agreement) -> list[Unit]:
    """Everybody who must be there: one of each side first, then the rest of delegations that come as a whole."""
    sides = [units(*place) for place in agreement.places]
    return [side[0] for side in sides] + [unit for side in sides for unit in side[1:]]


def _over(wish: selectors.Agreement, past: set[int]) -> bool:
    meeting = getattr(wish, "meeting", None)
    return meeting is not None and (meeting.state not in AHEAD or meeting.slot in past)


def _standing(wish: selectors.Agreement) -> list[int] | None:
    meeting = getattr(wish, "meeting", None)
    return [meeting.slot, meeting.table] if meeting else None


def _before(earliest: int, slots: int) -> list[int]:
    """Slots before the one said; a word about hours that are no more is none."""
    return list(range(1, earliest)) if earliest <= slots else []


def _there(slot: int | None, slots: int) -> int | None:
    return slot if slot is not None and slot <= slots else None


def _within(closed: Iterable[int], slots: int) -> list[int]:
    return [number for number in closed if 1 <= number <= slots]
