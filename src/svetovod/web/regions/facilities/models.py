"""What stands in a region for its industry: facts with their source and the day they are of."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from svetovod.web.regions.enums import FacilityKind


class Facility(models.Model):
    """An object as it was told once. Newer facts are another row; the older one is then withdrawn without a word.

    `area` in square metres and `occupied` in per cent only where they are known.
    """

    region = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=FacilityKind)
    name = models.CharField(max_length=300)
    oktmo = models.CharField(max_length=11, blank=True)
    area = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    occupied = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    capability = models.CharField(max_length=500, blank=True)
    visits = models.BooleanField(default=False)
    url = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    is_demo = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "kind", "name"], condition=models.Q(withdrawn_at=None), name="facility_once"
            ),
            models.CheckConstraint(
                condition=models.Q(occupied=None) | models.Q(occupied__range=(0, 100)), name="facility_occupied"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def space(self) -> Decimal | None:
        """The area as it is said: 1850, not 1850.00."""
        return _short(self.area)

    @property
    def taken(self) -> Decimal | None:
        return _short(self.occupied)


def _short(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if whole == value else value
