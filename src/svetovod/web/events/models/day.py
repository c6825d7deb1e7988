"""What is said to everybody on the day."""

from typing import ClassVar

from django.db import models

from .programme import PracticalSession


class Announcement(models.Model):
    """A sentence of the organiser, on the page of the session and, if wished, by letter. Never changed."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(max_length=500)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    key = models.CharField(max_length=64, help_text="of the form: pressed twice, it is said once")

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "key"], name="announcement_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
