"""Where the cluster is and what it leans on: agreements between regions, objects of infrastructure."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from svetovod.web.dossier.enums import ObjectKind


@pghistory.track()
class RegionalAccord(models.Model):
    """An agreement between the regions of an interregional cluster; `signatories` says which authority signs."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="accords")
    regions = models.JSONField(default=list)
    number = models.CharField(max_length=60)
    dated_on = models.DateField()
    valid_to = models.DateField(null=True)
    signatories = models.CharField(max_length=600)
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-dated_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("dated_on")), name="accord_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class ClusterObject(models.Model):
    """An object of the cluster's infrastructure. One that is given up stays, with the day it was."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="objects_of")
    kind = models.CharField(max_length=20, choices=ObjectKind)
    name = models.CharField(max_length=300)
    owner_inn = models.CharField(max_length=12)
    owner_name = models.CharField(max_length=300)
    region = models.CharField(max_length=8)
    serves = models.CharField(max_length=300)
    evidence = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey("dossier.DossierDocument", on_delete=models.SET_NULL, related_name="+", null=True)
    since = models.DateField(null=True)
    given_up_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cluster", "name", "owner_inn"], condition=Q(given_up_on=None), name="object_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
