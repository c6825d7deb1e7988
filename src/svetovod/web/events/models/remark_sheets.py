"""Sheets of paper on which experts write in the hall, and what came back of them from the scanner."""

from typing import Any, ClassVar

import pghistory
from django.db import models

from svetovod.web.events.enums import ScanState

from .pitches import Pitch
from .programme import PracticalSession


@pghistory.track()
class RemarkSheet(models.Model):
    """One sheet for the remarks of one expert to one project. A `spare` one is of nobody until it is filed by hand."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="remark_sheets")
    number = models.PositiveIntegerField()
    pitch = models.ForeignKey(Pitch, on_delete=models.PROTECT, related_name="sheets", null=True, blank=True)
    expert = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    spare = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True, help_text="everything on it was typed")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="remark_sheet_number"),
            models.UniqueConstraint(
                fields=["pitch", "expert"], condition=models.Q(spare=False), name="remark_sheet_once"
            ),
            models.CheckConstraint(
                condition=models.Q(spare=True) | models.Q(pitch__isnull=False, expert__isnull=False),
                name="remark_sheet_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"


class SheetScan(models.Model):
    """One file from the scanner or a phone, by its hash: given again, it is the same."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="sheet_scans")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.QUEUED)
    problem = models.CharField(max_length=20, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    again = models.PositiveSmallIntegerField(default=0, help_text="pages that an earlier scan had brought")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-given_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "sha256"], name="sheet_scan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.pk}"


@pghistory.track()
class SheetPage(models.Model):
    """A page of a scan, by the hash of its picture. Without a `sheet` it waits to be filed by hand."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="sheet_pages")
    scan = models.ForeignKey(SheetScan, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=64)
    sheet = models.ForeignKey(RemarkSheet, on_delete=models.SET_NULL, related_name="pages", null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    aside_at = models.DateTimeField(null=True, blank=True, help_text="it is no sheet of remarks")

    class Meta:
        ordering: ClassVar[list[str]] = ["scan", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "mark"], name="sheet_page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scan_id}: {self.number}"

    @property
    def expert_id(self) -> Any:
        return self.sheet.expert_id if self.sheet else None
