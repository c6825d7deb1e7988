"""The organisation that manages the cluster: since when, by which paper, and how it meets what the edition asks."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.dossier.enums import Showing


@pghistory.track()
class ManagingTerm(models.Model):
    """An organisation managed the cluster from a day on, and until the day another took over."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="managing_terms")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="managing_terms")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    ground = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster"], condition=models.Q(until=None), name="managed_by_one"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(since=None) | models.Q(until__gte=models.F("since")),
                name="managing_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.organisation_id} {self.since}"


@pghistory.track()
class RequirementMark(models.Model):
    """What is shown for a requirement to the managing organisation; another organisation begins anew."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="requirement_marks")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=Showing)
    evidence = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey("dossier.DossierDocument", on_delete=models.SET_NULL, related_name="+", null=True)
    noted_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "organisation", "key"], name="requirement_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"
