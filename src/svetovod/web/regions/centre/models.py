"""The log of services of a region's cluster development centre, and what the centre is to reach in a year."""

from typing import ClassVar

from django.db import models

from svetovod.web.regions.enums import CentreIndicator, CentreServiceKind


class CentreService(models.Model):
    """One service to one enterprise. `product`: the new goods that came to market with its help, blank for none;
    `paid`: what the recipient paid, RUB. A mistaken entry is withdrawn with the reason and stays."""

    region = models.CharField(max_length=8)
    given_on = models.DateField()
    kind = models.CharField(max_length=12, choices=CentreServiceKind)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey("registry.Cluster", on_delete=models.PROTECT, related_name="+", null=True)
    about = models.CharField(max_length=500)
    product = models.CharField(max_length=200, blank=True)
    paid = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    is_demo = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-given_on", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["region", "given_on"], name="centre_service_year")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(paid__gte=0), name="centre_service_paid")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.given_on:%d.%m.%Y} {self.pk}"


class CentrePlan(models.Model):
    """What the centre is to reach by one indicator in one year; in the unit of the indicator."""

    region = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=10, choices=CentreIndicator)
    planned = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        ordering: ClassVar[list[str]] = ["year", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["region", "year", "indicator"], name="centre_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year} {self.indicator}"
