from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.confirmation.enums import Mark, Outcome

from .applications import ConfirmationApplication


@pghistory.track()
class ChecklistMark(models.Model):
    """An officer's mark where it was made; lines without one stand as the verdict and the papers suggest."""

    application = models.ForeignKey(ConfirmationApplication, on_delete=models.PROTECT, related_name="marks")
    key = models.CharField(max_length=80)
    mark = models.CharField(max_length=10, choices=Mark)
    comment = models.TextField(blank=True)
    marked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    marked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "key"], name="checklist_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.mark}"


@pghistory.track()
class ConfirmationDecision(models.Model):
    """Prepared by one officer, decided by another: until `decided_at` it is a proposal. `snapshot` is the protocol."""

    application = models.ForeignKey(ConfirmationApplication, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    grounds = models.TextField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    order_number = models.CharField(max_length=60, blank=True)
    order_date = models.DateField(null=True)
    overturned_at = models.DateTimeField(null=True, help_text="an appeal was upheld: the review goes on")
    sent_back = models.TextField(blank=True, help_text="why the second officer did not take it")
    snapshot = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
