"""An event of business meetings as its organiser writes it down: by codes, not by numbers."""

from dataclasses import dataclass
from enum import IntEnum


class Session(IntEnum):
    MORNING = 1
    AFTERNOON = 2
    EITHER = 3


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """`closed` are the slots in which there can be no meeting."""

    code: str
    name: str
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedMeeting:
    """Participants by their codes, `others` where more than two meet; `after`: codes of meetings before it."""

    code: str
    first: str
    second: str
    session: Session = Session.EITHER
    fixed: int | None = None
    after: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """`morning` slots come before lunch, all if it is None; `fairness`: how far breaks of participants may differ."""

    slots: int
    tables: int
    participants: tuple[EventParticipant, ...]
    meetings: tuple[AgreedMeeting, ...]
    morning: int | None = None
    fairness: int = 2


@dataclass(frozen=True, slots=True)
class PlacedMeeting:
    """A line of a schedule: slot and table of a meeting, or neither; the words are for people to read."""

    code: str
    slot: int | None = None
    table: int | None = None
    hours: str = ""
    first: str = ""
    second: str = ""
    others: str = ""
