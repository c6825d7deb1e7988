"""What came out of a round: stored rankings, named votes, protocols. None of them is ever changed."""

from typing import ClassVar

import pgtrigger
from django.db import models

from svetovod.web.selection.enums import Choice

from .panel import Seat
from .round import SelectionRound

APPEND_ONLY: list[pgtrigger.Trigger] = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
]


class RankingRun(models.Model):
    """A ranking as the engine gave it, with its whole input and policy: pages draw it and never compute it again."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="runs")
    input = models.JSONField()
    result = models.JSONField()
    engine = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}: {self.made_at}"


class Vote(models.Model):
    """A named vote. `conflict` says why the member withdrew: then it counts for neither result nor quorum."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="votes")
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="vote")
    choice = models.CharField(max_length=8, choices=Choice)
    conflict = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    cast_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.choice}"


class Protocol(models.Model):
    """`ledger_size` and `ledger_root` are the journal's at the moment of issue, printed on the paper as well."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="protocols")
    number = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    snapshot = models.JSONField()
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    ledger_size = models.BigIntegerField()
    ledger_root = models.CharField(max_length=64)
    key_id = models.CharField(max_length=64)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "number"], name="protocol_number"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}-{self.number}"


class RobustnessLook(models.Model):
    """How sure a ranking is, as the chair had it computed: internal, beside the ranking and never in it.

    `seed` is taken from the hash of the ranked figures, so that nobody chooses it; `sha256` is of the result.
    """

    run = models.OneToOneField(RankingRun, on_delete=models.PROTECT, related_name="robustness")
    seed = models.BigIntegerField()
    result = models.JSONField()
    sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.run_id}: {self.seed}"
