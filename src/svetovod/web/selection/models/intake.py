"""The intake: questions on the announcement with their public answers, and outages of the server that prolonged it."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from ._triggers import frozen_when
from .outcome import APPEND_ONLY
from .round import SelectionRound


class Clarification(models.Model):
    """A question on the announcement. `shown` is the question as it is published: it names nobody.

    `asked_by` is known to the asker alone: no page, letter or export tells it. No history is kept beside the journal.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="clarifications")
    number = models.PositiveSmallIntegerField()
    question = models.TextField()
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    shown = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    ledger_index = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "number"], name="clarification_number"),
            models.CheckConstraint(
                condition=Q(answered_at=None, shown="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(shown="") & ~Q(answer="")),
                name="clarification_answered",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            frozen_when(
                "answered_frozen", ("number", "shown", "answer", "answered_at"),
                pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id}: {self.number}"


class Outage(models.Model):
    """Hours of the intake in which the server could not be reached, and the extension that answered them.

    `entries`: what the journal holds of these hours; `version` of the announcement that moved the end of the intake.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="outages")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    ground = models.TextField()
    entries = models.PositiveIntegerField()
    closed_before = models.DateTimeField()
    closed_after = models.DateTimeField()
    version = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["began_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "version"], name="outage_version"),
            models.CheckConstraint(
                condition=Q(began_at__lt=F("ended_at"), closed_before__lt=F("closed_after")), name="outage_times"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}: {self.began_at}"
