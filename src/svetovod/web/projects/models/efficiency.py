"""What a project earns and pays by years: the part of its efficiency that no other page holds."""

from typing import Any, ClassVar

import pghistory
from django.db import models

from .project import JointProject


@pghistory.track()
class EfficiencyPlan(models.Model):
    """`rate` is a share a year (0.1200), `basis` says where it is from.

    `years` are rows of year, revenue, costs and taxes, money as decimal text; investment and subsidy come from the
    estimate and are not kept twice.
    """

    project = models.OneToOneField(JointProject, on_delete=models.CASCADE, related_name="efficiency")
    rate = models.DecimalField(max_digits=6, decimal_places=4)
    basis = models.CharField(max_length=300, blank=True)
    years: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(rate__gte=0) & models.Q(rate__lte=1), name="efficiency_rate"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.rate}"
