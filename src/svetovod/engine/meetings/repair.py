"""A schedule after a change: as few meetings as possible get another slot or table, then as few breaks as possible.

A table is lost, somebody comes late or leaves, a wish is new: the problem is what holds now, `before` where every
meeting stood. First the fewest changes of slots and tables are proven by core-guided MaxSAT (RC2 of python-sat), then,
with that number fixed, breaks are taken out for as long as anybody waits.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty

from .check import check_repair
from .counting import too_many
from .events import Fewest, Found, Impossible
from .problem import MeetingResult, MeetingStatus, Repair, RepairResult, unproven
from .roles import Role
from .solve import never, why
from .worker import workers

_WAIT = 0.1
_BREAKS = 2.0  # seconds for fewer breaks when the fewest changes are known: somebody stands at the desk


def repair(
    asked: Repair, *, clock: Callable[[], float], seconds: float = 10.0, stop: Callable[[], bool] = never
) -> RepairResult:
    """The schedule with the fewest changes found in `seconds` of the `clock`; or why there is none."""
    began = clock()
    until = began + seconds
    if reason := too_many(asked.problem):  # a full event has lost a table: searching would not see it
        return RepairResult(MeetingResult(MeetingStatus.INFEASIBLE, reason=reason), seconds=clock() - began)
    best: tuple[int, ...] = ()
    fewest = 0
    with workers(asked, (Role.REPAIR,), seconds) as told:
        while clock() < until and not stop():
            with suppress(Empty):
                _, event = told.get(timeout=_WAIT)
                match event:
                    case None:
                        break
                    case Found(slots):
                        best = slots
                    case Fewest(changed):
                        fewest = changed
                        if changes(asked, best) == fewest:
                            until = min(until, clock() + _BREAKS)
                    case Impossible():
                        return RepairResult(why(asked.problem, clock=clock, stop=stop), seconds=clock() - began)
    if not best:
        return RepairResult(MeetingResult(MeetingStatus.UNKNOWN, bound=0), None, fewest, clock() - began)
    made = RepairResult(unproven(asked.problem, best), changes(asked, best), fewest, clock() - began)
    if broken := check_repair(asked, made):
        raise RuntimeError(f"a repaired schedule does not hold: {broken[:3]}")
    return made


def changes(asked: Repair, after: Sequence[int]) -> int:
    """How many of the meetings that had a slot and a table have not both of them any more."""
    pairs = enumerate(zip(asked.before, after, strict=True))
    return sum(number in asked.unseated or (old is not None and old != new) for number, (old, new) in pairs)


def reseat(slots: Sequence[int], before: Sequence[tuple[int, int] | None], tables: Sequence[int]) -> tuple[int, ...]:
    """A table for every meeting: its own of before where the slot is the same and the table is there, else a free one.

    `before` has slot and table, `tables` the numbers of those there are. Raises `ValueError` when they do not suffice.
    """
    there = set(tables)
    found: list[int | None] = [
        old[1] if old and old[0] == slot and old[1] in there else None
        for slot, old in zip(slots, before, strict=True)
    ]  # fmt: skip
    taken = {(slot, table) for slot, table in zip(slots, found, strict=True) if table is not None}
    for place, slot in enumerate(slots):
        if found[place] is None:
            # the table of before even in another slot: people look for it there
            old = before[place]
            order = sorted(there, key=lambda table: (old is None or table != old[1], table))
            free = next((table for table in order if (slot, table) not in taken), None)
            if free is None:
                raise ValueError(f"more meetings than tables in slot {slot}")
            found[place] = free
            taken.add((slot, free))
    return tuple(table for table in found if table is not None)
