"""Attachments: files by content hash, each tied to one object of the domain."""

import uuid
from pathlib import Path
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

UNSCANNED = ".unscanned"


class Scan(models.TextChoices):
    """Of malware. Empty: nobody had to look, or somebody has. `failed`: the scanner cannot read it, however often."""

    NONE = "", pgettext_lazy("scan", "nothing found")
    WAITING = "waiting", pgettext_lazy("scan", "not scanned yet")
    INFECTED = "infected", pgettext_lazy("scan", "malware was found")
    FAILED = "failed", pgettext_lazy("scan", "could not be scanned")


APART = (Scan.WAITING, Scan.FAILED)  # their bytes lie beside the store


class Attachment(models.Model):
    """One uploaded file. Its bytes lie under MEDIA_ROOT by SHA-256: equal files once, names never reach the disk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    scan = models.CharField(max_length=10, choices=Scan, blank=True, default="")
    scan_tries = models.PositiveSmallIntegerField(default=0, help_text="how often the scanner could not read it")

    marked = models.BooleanField(default=False, help_text="a commercial secret, or an archive that holds one")

    class Meta:
        ordering: ClassVar[list[str]] = ["uploaded_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_id"], name="attachment_subject"),
            models.Index(fields=["uploaded_at"], name="attachment_waiting", condition=models.Q(scan="waiting")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_sha256"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            # what was filed with an application must stay what it was
            pgtrigger.ReadOnly(name="frozen", fields=["sha256", "size", "content_type", "subject_type", "subject_id"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.sha256[:2] / self.sha256[2:]

    @property
    def waiting_path(self) -> Path:
        """Where the bytes lie that nobody has looked through: whoever reads the store does not find them."""
        return self.path.with_name(f"{self.path.name}{UNSCANNED}")

    @property
    def is_picture(self) -> bool:
        return self.content_type in {"image/png", "image/jpeg"}
