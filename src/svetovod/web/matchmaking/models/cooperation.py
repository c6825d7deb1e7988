"""Cooperation tables: three to six enterprises around the sketch of one joint project, met as one meeting."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext as _

from svetovod.web.matchmaking.enums import Result, SeatRole, TableState, WishState

from .profiles import Delegate, MeetingProfile, Unit


@pghistory.track()
class CooperationTable(models.Model):
    """`project` is the canvas it was opened from, or the one it has become. `minutes` is what the table decided.

    The sketch and the minutes are read by those who are invited, the title by the organiser as well.
    """

    session = models.ForeignKey("events.PracticalSession", on_delete=models.PROTECT, related_name="cooperation_tables")
    title = models.CharField(max_length=120)
    idea = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TableState, default=TableState.GATHERING)
    project = models.ForeignKey(
        "projects.JointProject", on_delete=models.PROTECT, related_name="cooperation_tables", null=True, blank=True
    )
    minutes = models.TextField(blank=True)
    fixed = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        return f"T{self.pk}"

    @property
    def must(self) -> bool:
        """So many people come for it that it goes before meetings of two."""
        return True

    @property
    def sitting(self) -> list["CooperationSeat"]:
        """Those who have agreed, the initiator first."""
        return [seat for seat in self.seats.all() if seat.state == WishState.ACCEPTED]

    @property
    def people(self) -> tuple[MeetingProfile, ...]:
        return tuple(seat.profile for seat in self.sitting)

    @property
    def earliest(self) -> int:
        return max((seat.begins or 1 for seat in self.sitting), default=1)

    @property
    def afters(self) -> set[int]:
        return set()

    def begins(self, profile: MeetingProfile) -> int | None:
        return next((seat.begins for seat in self.sitting if seat.profile_id == profile.pk), None)

    @property
    def places(self) -> list[tuple[MeetingProfile, Delegate | None]]:
        """Who sits there, and who comes for each: None for everybody."""
        return [(seat.profile, seat.delegate) for seat in self.sitting]

    def mine(self, profile: MeetingProfile) -> Delegate | None:
        return next((delegate for each, delegate in self.places if each.pk == profile.pk), None)

    @property
    def initiator(self) -> MeetingProfile:
        return next(seat.profile for seat in self.seats.all() if seat.role == SeatRole.INITIATOR)

    @property
    def said(self) -> str:
        """For a card and a schedule: what it is about, then who sits at it."""
        return _("“%(title)s”: %(names)s") % {
            "title": self.title,
            "names": " — ".join(Unit(*place).name for place in self.places),
        }


@pghistory.track()
class CooperationSeat(models.Model):
    """An enterprise invited to a table in a role; what came of it for this side is its own."""

    table = models.ForeignKey(CooperationTable, on_delete=models.CASCADE, related_name="seats")
    profile = models.ForeignKey(MeetingProfile, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole)
    state = models.CharField(max_length=10, choices=WishState, default=WishState.PROPOSED)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result, blank=True)
    note = models.CharField(max_length=500, blank=True)
    begins = models.PositiveSmallIntegerField(null=True, blank=True)
    delegate = models.ForeignKey(Delegate, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["table", "profile"], name="cooperation_seat_once"),
            models.UniqueConstraint(
                fields=["table"], condition=models.Q(role=SeatRole.INITIATOR), name="cooperation_one_initiator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.profile_id}"
