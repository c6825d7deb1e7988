"""A cooperation table as one of those who are invited to it sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from svetovod.web.projects import selectors as projects
from svetovod.web.projects.enums import ProjectState

from . import bridge, phrases, selectors
from .enums import LIVE, SeatRole, TableState, WishState
from .models import CooperationSeat, CooperationTable, Meeting, MeetingProfile

SHOWN = 5  # proposals of who is missing
LOOK = {"gathering": "wait", "agreed": "yes", "withdrawn": "none"}
SAID = {
    "proposed": pgettext_lazy("state of a seat at a table", "waits for an answer"),
    "accepted": pgettext_lazy("state of a seat at a table", "comes"),
    "declined": pgettext_lazy("state of a seat at a table", "does not come"),
    "expired": pgettext_lazy("state of a seat at a table", "not answered in time"),
}
SEAT_LOOK = {"proposed": "wait", "accepted": "yes", "declined": "no", "expired": "none"}


@dataclass(frozen=True, slots=True)
class Chair:
    seat: CooperationSeat
    overdue: bool

    @property
    def look(self) -> str:
        return "none" if self.overdue else SEAT_LOOK[self.seat.state]

    @property
    def said(self) -> Any:
        return SAID["expired" if self.overdue else self.seat.state]


@dataclass(frozen=True, slots=True)
class Seated:
    """`seat` is the reader's own."""

    table: CooperationTable
    seat: CooperationSeat
    chairs: list[Chair]
    overdue: bool

    @classmethod
    def of(cls, table: CooperationTable, profile: MeetingProfile, at: datetime) -> "Seated":
        chairs = [Chair(seat, selectors.overdue(seat, at)) for seat in table.seats.all()]
        own = next(each for each in chairs if each.seat.profile_id == profile.pk)
        return cls(table, own.seat, chairs, own.overdue)

    @property
    def look(self) -> str:
        return LOOK[self.table.state]

    @property
    def waits(self) -> bool:
        """For an answer of the reader's."""
        return self.live and self.seat.state == WishState.PROPOSED and not self.overdue

    @property
    def live(self) -> bool:
        return self.table.state != TableState.WITHDRAWN

    @property
    def leads(self) -> bool:
        return self.seat.role == SeatRole.INITIATOR

    @property
    def sits(self) -> bool:
        return self.seat.state == WishState.ACCEPTED

    @property
    def readable(self) -> bool:
        """The sketch is for those who are asked or sit here; whoever has declined has read it."""
        return self.seat.state in LIVE and not (self.seat.state == WishState.PROPOSED and self.overdue)

    @property
    def agreed(self) -> int:
        return sum(chair.seat.state == WishState.ACCEPTED for chair in self.chairs)

    @property
    def meeting(self) -> Meeting | None:
        return getattr(self.table, "meeting", None)


@dataclass(frozen=True, slots=True)
class Missing:
    profile: MeetingProfile
    reasons: list[str]


def missing(row: Seated, profile: MeetingProfile, guests: Iterable[MeetingProfile]) -> list[Missing]:
    """Who could sit at the table beside those invited, the best reasons first."""
    there = {each.pk: each for each in guests}
    project = row.table.project
    found = bridge.missing(profile, row.table.idea, project.okpd2 if project else "", there.values())
    return [Missing(there[each.key], phrases.said(each)) for each in found[:SHOWN]]


def projects_of(actor: Any, profile: MeetingProfile) -> Any:
    """Joint projects that the enterprise initiates, to open a table around one of them."""
    if profile.organisation_id is None:
        return projects.projects_visible(actor).none()
    mine = projects.projects_visible(actor).filter(initiator=profile.organisation_id)
    return mine.exclude(state=ProjectState.ARCHIVED)
