"""What a plan-schedule is made of and what is said about it. Days are calendar days; both ends of a stage are in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its planned days. It begins when every stage of `after` has ended (finish to start)."""

    key: str
    start: date
    end: date
    after: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


class ConflictKind(StrEnum):
    BACKWARDS = "backwards"  # ends before it begins
    UNKNOWN = "unknown"  # waits for a stage that is not in the plan
    CYCLE = "cycle"  # stages wait for one another in a circle
    OVERLAP = "overlap"  # begins before a stage it waits for has ended
    EARLY = "early"  # begins before the project
    LATE = "late"  # ends after the project


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot hold. `others` are keys: the stage waited for, or the rest of the circle. `days`: by how many."""

    kind: ConflictKind
    key: str
    others: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class PlacedStage:
    """`latest_end`: the last day on which it may end without moving the end of the whole plan."""

    stage: Stage
    latest_end: date

    @property
    def slack(self) -> int:
        """Days it may be late; below zero where the plan already overlaps."""
        return (self.latest_end - self.stage.end).days

    @property
    def critical(self) -> bool:
        return self.slack <= 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """`stages` in the order given, empty while `broken`. `path`: the chain that ends last with no day to spare.

    `soonest`: when the plan could end if every stage began as soon as those it waits for have ended.
    """

    stages: tuple[PlacedStage, ...] = ()
    path: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    end: date | None = None
    soonest: date | None = None

    @property
    def broken(self) -> bool:
        """Nothing can be counted: a circle, a stage unknown or turned backwards."""
        return bool(self.conflicts) and not self.stages

    @property
    def days_idle(self) -> int:
        """Days by which the plan could end sooner if nobody waited longer than needed."""
        return (self.end - self.soonest).days if self.end and self.soonest else 0


def day_before(day: date) -> date:
    return day - timedelta(days=1)
