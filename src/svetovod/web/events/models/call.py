"""The call for projects: whether papers are complete, and who presents where slots are few."""

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models

from .pitches import Pitch


@pghistory.track()
class PapersAnswer(models.Model):
    """The organiser's word on one version handed in: complete, or what of the pack is missing."""

    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey("projects.ProjectVersion", on_delete=models.PROTECT, related_name="+")
    missing = models.JSONField(default=list, blank=True, help_text="titles of the pack")
    note = models.TextField(blank=True, max_length=1000)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pitch", "version"], name="papers_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pitch_id}: {self.version_id}"

    @property
    def session(self) -> Any:
        return self.pitch.session


@pghistory.track()
class PresenterChoice(models.Model):
    """Whether a project handed in is presented, and on what grounds."""

    pitch = models.OneToOneField(Pitch, on_delete=models.CASCADE, related_name="choice")
    presents = models.BooleanField()
    grounds = models.TextField(max_length=1000)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return f"{self.pitch_id}: {self.presents}"

    @property
    def session(self) -> Any:
        return self.pitch.session
