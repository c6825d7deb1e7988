"""Facts of an organisation by which people may be tied to it, each with its source and day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from svetovod.web.registry.enums import ParticularKind


class OrganisationParticular(models.Model):
    """One fact as it was told. `text` is a name, a telephone, an e-mail or an address, `inn` of the person or founder.

    One that holds no more keeps its kind, source and days; its words and number are blanked, and no history has them:
    names and numbers of natural persons are kept only while the fact holds.
    """

    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="particulars")
    kind = models.CharField(max_length=16, choices=ParticularKind)
    text = models.CharField(max_length=300, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & ~Q(text="") | Q(withdrawn_at__isnull=False, text="", inn=""),
                name="particular_blanked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.kind}"
