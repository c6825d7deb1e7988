"""What a press release says beyond the data of the session: wording, English names, quotes with their approval."""

from typing import ClassVar

import pghistory
from django.db import models

from .programme import PracticalSession


@pghistory.track()
class PressDesk(models.Model):
    """`audience` and `themes` are sentences' parts, one a line; `english` gives the English of Russian names."""

    session = models.OneToOneField(PracticalSession, on_delete=models.CASCADE, related_name="press_desk")
    audience = models.JSONField(default=list, blank=True)
    themes = models.JSONField(default=list, blank=True)
    culmination = models.TextField(blank=True)
    english = models.JSONField(default=dict, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    photo_rights = models.CharField(max_length=300, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"press of {self.session_id}"


@pghistory.track()
class PressQuote(models.Model):
    """A quote stands in a release only when its author has approved the text."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="quotes")
    author = models.CharField(max_length=200)
    text = models.TextField()
    english = models.TextField(blank=True)
    after = models.BooleanField(default=False, help_text="of the results, not of the announcement")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"
