"""What was typed, what was answered, what was disputed. An answer never changes: a later one takes its place."""

from typing import ClassVar

import pgtrigger
from django.db import models

from svetovod.web.figures.enums import Outcome, Way

from .requests import FiguresReply


class FiguresDraft(models.Model):
    """What one person has typed and not sent; `base` is the number of the answer it was begun upon."""

    reply = models.ForeignKey(FiguresReply, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(default=dict)
    base = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reply", "person"], name="figures_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.saved_at}"


class FiguresAnswer(models.Model):
    """One answer: `content` is the engine's figures. `repeated`: last year's, sent unchanged in one tap."""

    reply = models.ForeignKey(FiguresReply, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    way = models.CharField(max_length=10, choices=Way)
    basis = models.CharField(max_length=200, blank=True, help_text="the paper it was typed in from")
    repeated = models.BooleanField(default=False)
    given_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # fmt: skip
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reply", "number"], name="figures_answer_number"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="frozen", fields=["number", "content", "way", "repeated", "given_by", "given_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.number}"


class FiguresDispute(models.Model):
    """A figure the asker doubts, and why. `place` is the key of a field, or `purchases:0` for a row."""

    answer = models.ForeignKey(FiguresAnswer, on_delete=models.CASCADE, related_name="disputes")
    place = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    raised_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["raised_at", "id"]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.place}"
