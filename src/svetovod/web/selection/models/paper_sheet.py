"""A sheet filled with a pen: its scan, read by two persons apart from one another before it is sealed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .panel import Assignment


class PaperSheet(models.Model):
    """`scan` is encrypted like the sheet it shows; its checksum is in the journal. `sealed_at`: the readings agreed."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="paper_sheet")
    scan = models.BinaryField()
    scan_kind = models.CharField(max_length=8)
    scan_sha256 = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(scan_kind__in=["pdf", "png", "jpg"]), name="paper_sheet_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} on paper"


class PaperReading(models.Model):
    """What one person read in the scan, encrypted; the other person reads without seeing it. Two at most."""

    paper = models.ForeignKey(PaperSheet, on_delete=models.CASCADE, related_name="readings")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "place"], name="paper_reading_place"),
            models.UniqueConstraint(fields=["paper", "person"], name="paper_reading_person"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="paper_reading_two"),
        ]

    def __str__(self) -> str:
        return f"reading {self.place} of {self.paper_id}"
