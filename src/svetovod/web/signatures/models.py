"""Detached signatures beside documents: the file as it came, and what was said of it, every time it was asked."""

from typing import ClassVar

import pgtrigger
from django.db import models

from .enums import Chain, Inn, Mathematics

APPEND_ONLY: list[pgtrigger.Trigger] = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
]


class KeptPaper(models.Model):
    """A paper that is drawn anew whenever it is asked for, kept as it stood when it was to be signed.

    What has changed since is kept as the next edition; signatures stay with the edition they are of.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=60)
    edition = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key", "edition"], name="kept_paper_edition"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class DetachedSignature(models.Model):
    """One file of signatures over one document. `slot` is the place of a signer on the paper, where it has places.

    `waiting`: a job has still to look at it. One that was withdrawn stays, file and all, and counts for nothing.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=60)
    document_sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    slot = models.CharField(max_length=40, blank=True)
    waiting = models.BooleanField(default=False)
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "key"], name="signature_document")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "key", "document_sha256", "sha256"],
                name="signature_once",
                condition=models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_why="")),
                name="signature_withdrawn_whole",
            ),
            models.CheckConstraint(condition=models.Q(document_sha256__regex=r"^[0-9a-f]{64}$"), name="signature_hash"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="frozen", fields=["kind", "key", "document_sha256", "content", "sha256", "slot"]),
            pgtrigger.Protect(
                name="withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} {self.sha256[:12]}"


class SignatureVerdict(models.Model):
    """What one engine said on one day: three answers, and each signer with three answers of its own."""

    signature = models.ForeignKey(DetachedSignature, on_delete=models.CASCADE, related_name="verdicts")
    engine = models.CharField(max_length=60)
    version = models.CharField(max_length=40, blank=True)
    mathematics = models.CharField(max_length=12, choices=Mathematics)
    chain = models.CharField(max_length=12, choices=Chain)
    inn = models.CharField(max_length=12, choices=Inn)
    signers = models.JSONField()
    report = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),  # it goes with its document
        ]

    def __str__(self) -> str:
        return f"{self.engine}: {self.mathematics} {self.chain} {self.inn}"
