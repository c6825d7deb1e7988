"""Documents of the dossier: each stands under a code of the law's list and has its files in the app of documents."""

from typing import ClassVar

import pghistory
from django.db import models


@pghistory.track()
class DossierDocument(models.Model):
    """A document by the list. One that is taken out stays, with the day it was."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="dossier_documents")
    code = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    dated_on = models.DateField()
    valid_to = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-dated_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("dated_on")),
                name="document_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
