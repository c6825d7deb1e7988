"""Documents that prove the rows of an estimate."""

from typing import ClassVar

import pghistory
from django.core.validators import RegexValidator
from django.db import models

from svetovod.web.projects.enums import EvidenceKind, VatRate

from .estimate import CostRow
from .project import MONEY

INN = r"^([0-9]{10}|[0-9]{12})$"


@pghistory.track()
class CostDocument(models.Model):
    """The part of a document that belongs to one row: `gross` rubles with VAT, `vat` the tax in them."""

    cost = models.ForeignKey(CostRow, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=16, choices=EvidenceKind)
    number = models.CharField(max_length=60)
    on = models.DateField()
    payer = models.CharField(max_length=12, validators=[RegexValidator(INN)])
    seller = models.CharField(max_length=12, validators=[RegexValidator(INN)], blank=True)
    seller_name = models.CharField(max_length=200, blank=True)
    gross = models.DecimalField(**MONEY)
    vat = models.DecimalField(**MONEY)
    rate = models.CharField(max_length=4, choices=VatRate)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(vat__gte=0) & models.Q(vat__lte=models.F("gross")), name="cost_document_vat_within"
            ),
            models.CheckConstraint(condition=models.Q(gross__gt=0), name="cost_document_sum_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def project(self) -> object:
        """Whose document it is: permission is asked of the project."""
        return self.cost.project
