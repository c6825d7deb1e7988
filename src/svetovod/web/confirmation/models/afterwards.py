"""What can follow a decision: exclusion, appeal, a change of membership."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.confirmation.enums import PENDING_APPEAL, AppealState, ExclusionState, ReportState

from .applications import ConfirmationApplication
from .entries import RegistryEntry


@pghistory.track()
class RegistryExclusion(models.Model):
    """Prepared by one officer, decided by another, as a confirmation is."""

    entry = models.ForeignKey(RegistryEntry, on_delete=models.PROTECT, related_name="exclusions")
    state = models.CharField(max_length=10, choices=ExclusionState, default=ExclusionState.PROPOSED)
    grounds = models.TextField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    order_number = models.CharField(max_length=60, blank=True)
    order_date = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="why the second officer did not take it")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state=ExclusionState.PROPOSED), name="exclusion_one_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.state}"


@pghistory.track()
class ConfirmationAppeal(models.Model):
    """Against the refusal of an application, or against the `exclusion` of the entry that came of it."""

    application = models.ForeignKey(ConfirmationApplication, on_delete=models.PROTECT, related_name="appeals")
    exclusion = models.ForeignKey(RegistryExclusion, on_delete=models.PROTECT, related_name="appeals", null=True)
    state = models.CharField(max_length=12, choices=AppealState, default=AppealState.FILED)
    text = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state__in=PENDING_APPEAL), name="appeal_one_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.state}"


@pghistory.track()
class MembershipReport(models.Model):
    """Who joined and who left since the last list the ministry has; `content` is frozen, with its hash."""

    entry = models.ForeignKey(RegistryEntry, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.FILED)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    verdict = models.ForeignKey("registry.StoredVerdict", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state=ReportState.FILED), name="report_one_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.state}"
