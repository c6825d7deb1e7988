"""What an organiser plans with: the series, halls, quotas, and what became of announced dates."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.events.enums import Precision, RegistrationKind

from .programme import PracticalSession


@pghistory.track()
class Hall(models.Model):
    """A room with its seats. Entries of the programme name it; a hall without a number of seats is not counted."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(max_length=100)
    seats = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "name"], name="hall_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class SeatQuota(models.Model):
    """At most so many places for one kind of participants or for one region; several quotas hold together."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="quotas")
    kind = models.CharField(max_length=20, choices=RegistrationKind, blank=True)
    region = models.CharField(max_length=8, blank=True)
    places = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "region", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "kind", "region"], name="quota_once"),
            models.CheckConstraint(condition=~models.Q(kind="", region=""), name="quota_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'} {self.region or '*'}: {self.places}"


class DateChange(models.Model):
    """The dates as they were announced before they were moved, and why they were. Never changed, never deleted."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="date_changes")
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.starts_on}"
