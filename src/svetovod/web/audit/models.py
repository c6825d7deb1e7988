"""The journal: an append-only ledger of every write, its tree head, its signed roots, and the domain clock."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.db import models


class LedgerEntry(models.Model):
    """One write. `body` is the canonical JSON whose RFC 6962 leaf hash is `leaf`; no personal data inside."""

    index = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    domain_at = models.DateTimeField()
    actor = models.CharField(max_length=64, blank=True)
    acting_as = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    body = models.TextField()
    leaf = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["index"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_id", "index"], name="ledger_subject"),
            models.Index(fields=["action", "index"], name="ledger_action"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.action}"


class LedgerHead(models.Model):
    """The single row whose lock gives entries their order. `frontier` is the tree's compact range (hex hashes)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
    root = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="ledger_head_single"),
        ]

    def __str__(self) -> str:
        return f"{self.size}: {self.root}"


class SignedRoot(models.Model):
    """A root signed with the installation's key: goes into protocols, e-mails and exports."""

    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    timestamp = models.CharField(max_length=40)
    public_key = models.CharField(max_length=64)
    key_id = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    purpose = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar[list[str]] = ["-size", "-id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.size}: {self.root}"

    @property
    def signed_at(self) -> datetime:
        """The time stamp is signed as text."""
        return datetime.fromisoformat(self.timestamp)


class DomainClock(models.Model):
    """The demonstration's day. Without a row (or without a moment) domain time is real time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    moment = models.DateTimeField(null=True)
    set_at = models.DateTimeField(null=True)
    show_future = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="domain_clock_single"),
        ]

    def __str__(self) -> str:
        return str(self.moment)
