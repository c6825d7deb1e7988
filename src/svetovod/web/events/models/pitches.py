"""What is presented: a joint project in one frozen version, in the order of its slots."""

from typing import Any, ClassVar

import pghistory
from django.db import models

from .programme import PracticalSession


@pghistory.track()
class Pitch(models.Model):
    """A project's presentation. A later version handed in before the deadline takes the place of the earlier.

    `started_at` and `ended_at` are what happened in the hall, `slot` is what was planned.
    """

    session = models.ForeignKey(PracticalSession, on_delete=models.PROTECT, related_name="pitches")
    project = models.ForeignKey("projects.JointProject", on_delete=models.PROTECT, related_name="pitches")
    version = models.ForeignKey("projects.ProjectVersion", on_delete=models.PROTECT, related_name="pitches")
    slot = models.DateTimeField(null=True, blank=True)
    hall = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    panel = models.ManyToManyField("accounts.Person", related_name="+", blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[Any]] = [models.F("slot").asc(nulls_last=True), "submitted_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "project"], name="pitch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.project_id}"
