"""Marks of commercial secret and what became of them, what archives enclose, and the register of who read what."""

from typing import ClassVar

import pgtrigger
from django.db import models

from .enums import How, Turn


class SecrecyMark(models.Model):
    """Whose secret a document is. Name and address are those of the organisation's record on the day of marking."""

    attachment = models.OneToOneField("documents.Attachment", on_delete=models.CASCADE, related_name="mark")
    holder = models.PositiveBigIntegerField(help_text="the organisation", db_index=True)
    holder_name = models.CharField(max_length=300)
    holder_address = models.CharField(max_length=500)
    marked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder_name}, {self.holder_address}"


class MarkTurn(models.Model):
    """A mark put on or taken off, for the register: the mark itself is gone once it is taken off.

    `since`, where it is taken off: from when it was on. `entry`: its number in the journal; a copy that followed its
    file has none of its own. `leaf` is under the root of its day as that of a reading.
    """

    document = models.UUIDField(db_index=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    holder = models.PositiveBigIntegerField(help_text="the organisation")
    holder_name = models.CharField(max_length=300)
    turn = models.CharField(max_length=10, choices=Turn)
    ground = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()
    entry = models.BigIntegerField(null=True, help_text="index in the journal")
    recorded_at = models.DateTimeField()
    blind = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holder", "-id"], name="mark_turn_holder"),
            models.Index(fields=["recorded_at", "id"], name="mark_turn_recorded"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.turn}"


class Enclosed(models.Model):
    """One of the files in an archive that we have made: it may be marked before or after that."""

    archive = models.ForeignKey("documents.Attachment", on_delete=models.CASCADE, related_name="enclosed")
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["archive", "sha256"], name="enclosed_once"),
        ]

    def __str__(self) -> str:
        return self.sha256


class DocumentReading(models.Model):
    """One reading of one marked document: kept before its bytes are sent, never changed, never deleted.

    `leaf` is the hash of the row with random bytes; the root of a day's leaves enters the journal. The name of the
    reader is not in the row: it goes when the person is erased.
    """

    document = models.UUIDField(db_index=True)
    archive = models.UUIDField(null=True, help_text="inside of which it went out")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    holder = models.PositiveBigIntegerField(help_text="the organisation")
    holder_name = models.CharField(max_length=300)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=300, blank=True)
    through = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=10, choices=How)
    domain_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    blind = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holder", "-id"], name="reading_holder"),
            models.Index(fields=["recorded_at", "id"], name="reading_recorded"),
            models.Index(fields=["person", "-id"], name="reading_person"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.how}"


class ReadingDay(models.Model):
    """The register of one day (UTC), readings and marks, under one root, which stands in an entry of the journal."""

    day = models.DateField(unique=True)
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    entry = models.BigIntegerField(help_text="index in the journal")

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.root}"
