"""Letters to many people of a session. The request writes one row, however many they are; a job queues the letters."""

from typing import ClassVar

from django.db import models

from .programme import PracticalSession


class SessionMailing(models.Model):
    """`people` are registrations; `values` is what the letters say besides. Never changed but for `queued_at`."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="mailings")
    what = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    values = models.JSONField(default=dict, blank=True)
    people = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "key"], name="session_mailing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.key}"
