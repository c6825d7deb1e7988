"""What the data sets were on a day: marks of rows, never the rows, so that what is withdrawn is not kept here."""

from typing import ClassVar

from django.db import models


class DatasetDay(models.Model):
    """`rows`: identifier to a mark of the content. Identifiers say nothing of what they stand for."""

    dataset = models.CharField(max_length=20)
    on = models.DateField()
    rows = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["dataset", "-on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "on"], name="dataset_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.on}"
