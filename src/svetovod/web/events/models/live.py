"""What happens while a project is presented: remarks being written, questions that wait for their turn."""

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models

from svetovod.web.events.enums import NoteState, QuestionState
from svetovod.web.projects.enums import Section, Severity

from .pitches import Pitch
from .programme import ProgrammeItem


@pghistory.track()
class PitchNote(models.Model):
    """A remark that has not gone to the project yet. `expert` is whose it is, `typed_by` who has written it down."""

    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="notes")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=16, choices=Section)
    severity = models.CharField(max_length=12, choices=Severity)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=NoteState)
    written_at = models.DateTimeField()
    key = models.CharField(max_length=64, help_text="of the form: sent twice, it is written once")
    remark = models.OneToOneField("projects.Remark", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["typed_by", "key"], name="note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pitch_id}#{self.pk} {self.state}"

    @property
    def session(self) -> Any:
        return self.pitch.session


@pghistory.track()
class FloorQuestion(models.Model):
    """A question to whoever speaks. `backers` are those who want to hear the answer too."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="questions")
    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="questions", null=True)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=QuestionState)
    asked_at = models.DateTimeField()
    backers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    key = models.CharField(max_length=64, help_text="of the form: sent twice, it is asked once")

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asker", "key"], name="question_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def session(self) -> Any:
        return self.item.session
