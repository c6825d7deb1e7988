"""Who speaks and when not; the programme as it was published, version after version."""

from typing import ClassVar

import pghistory
from django.db import models

from .programme import PracticalSession


@pghistory.track()
class SessionSpeaker(models.Model):
    """Somebody who speaks at a session, under a role; `person` is told what changes, if there is an account."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=150)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "name"], name="speaker_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class SpeakerAbsence(models.Model):
    """Hours in which a speaker cannot be had."""

    speaker = models.ForeignKey(SessionSpeaker, on_delete=models.CASCADE, related_name="absences")
    day = models.DateField()
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["speaker", "day", "start", "end"], name="absence_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="absence_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.day} {self.start}"


class ProgrammeVersion(models.Model):
    """The whole programme as it was published: what the public page shows. Never changed, never deleted."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="entries in their order")
    changes = models.JSONField(default=list, help_text="what differs from the version before")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="session_programme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"
