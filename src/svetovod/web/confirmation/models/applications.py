from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from svetovod.web.confirmation.enums import CLOSED, ApplicationState

APPEND_ONLY: list[pgtrigger.Trigger] = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
]


@pghistory.track()
class ConfirmationApplication(models.Model):
    """One application of a cluster. A draft has no number; `follows` is the refused one it starts from.

    `taken_by` is the officer in whose hands the review is; any other who may can go on with it.
    `review_days` is what the law said on the day of filing: a later edition does not change a running term.
    """

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    number = models.CharField(max_length=20, unique=True, null=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    filed_at = models.DateTimeField(null=True)
    review_days = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="followed_by", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "serial"], name="confirmation_serial_once"),
            models.UniqueConstraint(
                fields=["cluster"], condition=~models.Q(state__in=CLOSED), name="confirmation_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"


class ConfirmationVersion(models.Model):
    """What was filed, frozen: `content` and its hash. The first is the filing, later ones answer returns."""

    application = models.ForeignKey(ConfirmationApplication, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    verdict = models.ForeignKey("registry.StoredVerdict", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "number"], name="confirmation_version_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"


@pghistory.track()
class ConfirmationReturn(models.Model):
    """Papers given back for completion: the term stands still from that day until they come back."""

    application = models.ForeignKey(ConfirmationApplication, on_delete=models.PROTECT, related_name="returns")
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    grounds = models.TextField()
    until = models.DateField(help_text="the last day to hand in what is missing")
    ended_at = models.DateTimeField(null=True)
    completed = models.BooleanField(default=False, help_text="ended by a corrected version, not by the officer")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(ended_at=None), name="confirmation_one_return"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.returned_at:%Y-%m-%d}"
