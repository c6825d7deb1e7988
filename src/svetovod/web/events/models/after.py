"""What remains of a session: tasks with their terms, and what those who came thought of it."""

import uuid
from typing import ClassVar

from django.db import models

from svetovod.web.events.enums import RegistrationKind

from .programme import PracticalSession


class SessionTask(models.Model):
    """A line of the protocol: who does what until when. The `email` gets the extract and the link to answer by."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    who = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    region = models.CharField(max_length=8, blank=True)
    due = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="session_task_number"),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | ~models.Q(answer=""), name="session_task_done_with_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"


class SurveyPart(models.Model):
    """That somebody has answered: a mark of person and session that only the installation's key makes.

    Not the registration, and no number that counts up: a copy of the database does not tell who has answered.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="survey_parts")

    def __str__(self) -> str:
        return f"survey of {self.session_id}"


class SurveyAnswer(models.Model):
    """Marks by question and words, of nobody in particular: no person, no time, no order in which they came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="survey_answers")
    kind = models.CharField(max_length=20, choices=RegistrationKind)
    marks = models.JSONField(default=dict, blank=True)
    again = models.BooleanField(null=True, blank=True)
    useful = models.CharField(max_length=500, blank=True)
    lacking = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"answer of {self.session_id}"
