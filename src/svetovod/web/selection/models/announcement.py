"""What was announced, word for word, version by version; what documents an application consists of."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from .outcome import APPEND_ONLY
from .round import DRAFT_ROWS_ONLY, SelectionRound


class Announcement(models.Model):
    """Version 1 is the announcement, every later one an amendment with its reason. None is ever changed.

    `content` is what stands in `announcement.content`; `sha256` is of its canonical JSON and is in the journal.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="announcements")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField()
    ledger_index = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "version"], name="announcement_version"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}: {self.version}"


@pghistory.track()
class AskedDocument(models.Model):
    """A document of the round's list. `meaning` says what it must show; frozen with the announcement."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=300)
    meaning = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [DRAFT_ROWS_ONLY]

    def __str__(self) -> str:
        return self.title
