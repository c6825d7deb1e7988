"""Meetings to slots and tables: what is given, and what comes out.

Participants and meetings are numbered from 0 in the order of the file, slots from 1; files and JSON number all from 1.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from svetovod.engine.model import Session

FAIRNESS = 2  # the most by which the breaks of two participants may differ in the published benchmark


class MeetingStatus(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two participants and perhaps `others`; `fixed` is the one slot it may have, `after` the meetings before it.

    `closed` are slots that this meeting alone cannot have, whatever its participants could do.
    """

    first: int
    second: int
    session: Session = Session.EITHER
    fixed: int | None = None
    after: frozenset[int] = frozenset()
    others: tuple[int, ...] = ()
    closed: frozenset[int] = frozenset()

    @property
    def people(self) -> tuple[int, ...]:
        return self.first, self.second, *self.others


@dataclass(frozen=True)
class MeetingProblem:
    """`forbidden` has one set of slots per participant; the first `morning` slots are the morning.

    `fairness`: how much the breaks of any two participants may differ. `names` are the participants' of a workbook.
    """

    slots: int
    morning: int
    tables: int
    meetings: tuple[Meeting, ...]
    forbidden: tuple[frozenset[int], ...]
    fairness: int = FAIRNESS
    names: tuple[str, ...] = ()

    @property
    def participants(self) -> int:
        return len(self.forbidden)

    @cached_property
    def of(self) -> tuple[tuple[int, ...], ...]:
        """The meetings of every participant."""
        found: list[list[int]] = [[] for _ in self.forbidden]
        for number, meeting in enumerate(self.meetings):
            for who in meeting.people:
                found[who].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def in_pairs(self) -> bool:
        """Whether no meeting has more than two participants, as in the published benchmark."""
        return not any(meeting.others for meeting in self.meetings)

    @property
    def seats(self) -> int:
        """How many participants can be busy in one slot: the largest meetings, one at every table."""
        largest = sorted((len(meeting.people) for meeting in self.meetings), reverse=True)
        return sum(largest[: self.tables])

    def only(self, kept: Sequence[int]) -> "MeetingProblem":
        """The same without the other meetings; a demand to come after one of those falls away with it."""
        place = {number: at for at, number in enumerate(kept)}
        meetings = (self.meetings[number] for number in kept)
        return replace(
            self,
            meetings=tuple(
                replace(each, after=frozenset(place[earlier] for earlier in each.after if earlier in place))
                for each in meetings
            ),
        )

    def halves(self, session: Session) -> range:
        """The slots of a session."""
        if session is Session.MORNING:
            return range(1, self.morning + 1)
        return range(self.morning + 1 if session is Session.AFTERNOON else 1, self.slots + 1)


class WishKind(StrEnum):
    """What an organiser can change; the limits of a `Reason` are made of these."""

    MEETING = "meeting"
    SESSION = "session"
    FIXED = "fixed"
    FORBIDDEN = "forbidden"
    TIMES = "times"
    PRECEDENCE = "precedence"
    TABLES = "tables"
    FAIRNESS = "fairness"


@dataclass(frozen=True, slots=True)
class Wish:
    """One demand: of a `meeting`, of a `participant` with a `slot`, or of a meeting that comes after `other`."""

    kind: WishKind
    meeting: int | None = None
    participant: int | None = None
    slot: int | None = None
    other: int | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """For sorting."""
        return tuple(
            -1 if place is None else place for place in (self.participant, self.meeting, self.other, self.slot)
        )

    def to_json(self) -> dict[str, Any]:
        places = {"meeting": self.meeting, "after": self.other, "participant": self.participant}
        found: dict[str, Any] = {"kind": self.kind.value}
        found |= {key: number + 1 for key, number in places.items() if number is not None}
        return found | ({"slot": self.slot} if self.slot is not None else {})


@dataclass(frozen=True, slots=True)
class Reason:
    """Wishes that cannot hold together. `minimal`: with any one of them dropped the others can."""

    wishes: tuple[Wish, ...]
    minimal: bool

    def to_json(self) -> dict[str, Any]:
        return {"wishes": [wish.to_json() for wish in self.wishes], "minimal": self.minimal}


@dataclass(frozen=True, slots=True)
class MeetingResult:
    """`slots` has the slot of every meeting, `tables` its table; `bound` holds for every schedule there is."""

    status: MeetingStatus
    slots: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    breaks: int | None = None
    bound: int | None = None
    reason: Reason | None = None
    seconds: float = field(default=0.0, compare=False)

    def to_json(self) -> dict[str, Any]:
        places = enumerate(zip(self.slots, self.tables, strict=True), start=1)
        return {
            "status": self.status.value,
            "objective": self.breaks,
            "bound": self.bound,
            "meetings": [{"meeting": number, "slot": slot, "table": table} for number, (slot, table) in places],
            "reason": self.reason.to_json() if self.reason else None,
        }


@dataclass(frozen=True)
class Repair:
    """`before` has the slot of every meeting of the problem, None for one that is new.

    `unseated` are those of them whose table is lost: they change anyway, by their table if not by their slot.
    """

    problem: MeetingProblem
    before: tuple[int | None, ...]
    unseated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RepairResult:
    """`changed` of the meetings get another slot or table; no schedule changes fewer than `fewest` of them."""

    schedule: MeetingResult
    changed: int | None = None
    fewest: int = 0
    seconds: float = field(default=0.0, compare=False)

    @property
    def proven(self) -> bool:
        return self.changed is not None and self.changed == self.fewest


@dataclass(frozen=True, slots=True)
class Fitting:
    """The meetings that take place where not all can; `schedule` is of `problem.only(kept)`.

    `worth` is the weight of those kept, `most` what no choice of meetings exceeds.
    """

    kept: tuple[int, ...]
    schedule: MeetingResult
    worth: int
    most: int
    seconds: float = field(default=0.0, compare=False)

    @property
    def proven(self) -> bool:
        return self.worth == self.most


def seat(slots: Iterable[int]) -> tuple[int, ...]:
    """Tables from 1 within every slot, in the order of the meetings: all tables are alike."""
    taken: Counter[int] = Counter()
    tables = []
    for slot in slots:
        taken[slot] += 1
        tables.append(taken[slot])
    return tuple(tables)


def count_breaks(problem: MeetingProblem, slots: tuple[int, ...]) -> tuple[int, ...]:
    """Gaps of every participant: runs of busy slots, less one."""
    found = []
    for own in problem.of:
        busy = {slots[number] for number in own}
        found.append(max(0, sum(slot - 1 not in busy for slot in busy) - 1))
    return tuple(found)


def unproven(problem: MeetingProblem, slots: tuple[int, ...]) -> MeetingResult:
    """These slots as a result: nothing is claimed of breaks but that they cannot be fewer than none."""
    breaks = sum(count_breaks(problem, slots))
    status = MeetingStatus.FEASIBLE if breaks else MeetingStatus.OPTIMAL
    return MeetingResult(status, slots, seat(slots), breaks, 0)
