"""Slots and tables of a session, schedules as they were computed, and the meetings of the published one."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.matchmaking.enums import MeetingState, Result, RunKind, RunState

from .cooperation import CooperationTable
from .profiles import MeetingProfile, MeetingWish, Unit


@pghistory.track()
class MeetingPlan(models.Model):
    """When and where a session's meetings are: an item of its programme cut into slots, around a pause.

    `lost` are numbers of tables that cannot be used; the last `spare` of the others are left to meetings that are
    booked on the day.
    """

    session = models.OneToOneField("events.PracticalSession", on_delete=models.PROTECT, related_name="meeting_plan")
    item = models.ForeignKey("events.ProgrammeItem", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=20)
    pause_from = models.TimeField(null=True, blank=True)
    pause_minutes = models.PositiveSmallIntegerField(default=0)
    tables = models.PositiveSmallIntegerField(default=8)
    lost = models.JSONField(default=list)
    spare = models.PositiveSmallIntegerField(default=0)
    wishes_until = models.DateTimeField()
    seconds = models.PositiveSmallIntegerField(default=30)
    published = models.ForeignKey("ScheduleRun", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, tables__gte=1, seconds__gte=1), name="meeting_plan_sizes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.tables}"


class ScheduleRun(models.Model):
    """One calculation. `problem` is frozen when it is asked for; `result` was checked before it was stored.

    `greedy` is what meeting after meeting, as in a spreadsheet, would give; `progress` moves while it is computed.
    Times are of the real clock.
    """

    session = models.ForeignKey("events.PracticalSession", on_delete=models.PROTECT, related_name="schedule_runs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RunKind, default=RunKind.SCHEDULE)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    problem = models.JSONField()
    seconds = models.PositiveSmallIntegerField()
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    greedy = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="when the job that computes it last said that it is alive")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="schedule_run_number"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"


@pghistory.track()
class Meeting(models.Model):
    """An agreed invitation, or a cooperation table, with its slot and table in the published schedule.

    What came of an invitation on each side stands here; of a cooperation table, in its seats.
    """

    session = models.ForeignKey("events.PracticalSession", on_delete=models.PROTECT, related_name="meetings")
    wish = models.OneToOneField(MeetingWish, on_delete=models.PROTECT, related_name="meeting", null=True, blank=True)
    cooperation = models.OneToOneField(
        CooperationTable, on_delete=models.PROTECT, related_name="meeting", null=True, blank=True
    )
    slot = models.PositiveSmallIntegerField()
    table = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    sender_result = models.CharField(max_length=10, choices=Result, blank=True)
    sender_note = models.CharField(max_length=500, blank=True)
    receiver_result = models.CharField(max_length=10, choices=Result, blank=True)
    receiver_note = models.CharField(max_length=500, blank=True)
    project = models.ForeignKey(
        "projects.JointProject", on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["slot", "table", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["session", "slot", "table"], name="meeting_table_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(wish=None) ^ models.Q(cooperation=None), name="meeting_of_one_agreement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}/{self.table}"

    @property
    def agreement(self) -> MeetingWish | CooperationTable:
        found = self.wish or self.cooperation
        assert found is not None
        return found

    @property
    def code(self) -> int | str:
        return self.wish_id or f"T{self.cooperation_id}"

    @property
    def people(self) -> tuple[MeetingProfile, ...]:
        return self.agreement.people

    @property
    def said(self) -> str:
        return self.agreement.said

    def beside(self, profile: MeetingProfile) -> str:
        """Whom this side meets: the other enterprise with who comes for it, or the table and all who sit there."""
        if self.wish is None:
            return self.said
        other = self.wish.other(profile)
        return Unit(other, self.wish.mine(other)).name

    @property
    def results(self) -> list[tuple[MeetingProfile, str]]:
        """What each of those who meet says of it."""
        if self.cooperation is not None:
            return [(seat.profile, seat.result) for seat in self.cooperation.sitting]
        assert self.wish is not None
        return [(self.wish.sender, self.sender_result), (self.wish.receiver, self.receiver_result)]

    @property
    def recorded(self) -> bool:
        """Whether anybody has said what came of it: then it stays where it was."""
        return any(said for _profile, said in self.results)
