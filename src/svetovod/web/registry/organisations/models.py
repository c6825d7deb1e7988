"""Places of an organisation, and what was decided of two records: merged, or not the same."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from svetovod.web.registry.enums import NumberState, PlaceKind

KPP = r"^([0-9]{4}[0-9A-Z]{2}[0-9]{3})?$"


@pghistory.track()
class OrganisationPlace(models.Model):
    """The head office or a branch of one organisation. One that is closed stays, with the day it was.

    `kpp` is empty only where there is none, as with an entrepreneur.
    """

    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=300, blank=True)
    kpp = models.CharField(max_length=9, blank=True)
    region = models.CharField(max_length=8)
    address = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kpp__regex=KPP), name="place_kpp_shape"),
            models.UniqueConstraint(
                fields=["organisation", "kpp"], condition=models.Q(closed_on=None) & ~models.Q(kpp=""),
                name="place_kpp_once",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(closed_on=None, kind=PlaceKind.HEAD), name="one_head_office"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or str(PlaceKind(self.kind).label)


class NumberCheck(models.Model):
    """A person put the numbers beside an extract of the state register. Never changed: a later look is another row.

    `inn`, `kpp` of the head office and `ogrn` are those that were compared; `on` and `source` are the extract's.
    """

    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="checks")
    inn = models.CharField(max_length=12)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=15, blank=True)
    outcome = models.CharField(max_length=12, choices=NumberState)
    on = models.DateField()
    source = models.CharField(max_length=300)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(outcome=NumberState.VERIFIED)
                | models.Q(outcome=NumberState.REJECTED) & ~models.Q(reason=""),
                name="rejected_with_a_reason",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.inn}: {self.outcome}"


@pghistory.track()
class OrganisationMerge(models.Model):
    """`gone` was given up for `kept`. `steps` are the rows it moved; while it stands, the old INN leads to `kept`."""

    gone = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="merges_away")
    kept = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="merges_in")
    ground = models.CharField(max_length=300)
    steps = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["gone"], condition=models.Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(condition=~models.Q(gone=models.F("kept")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} -> {self.kept_id}"


@pghistory.track()
class NotDuplicate(models.Model):
    """Somebody looked and said that the two are two. `one` has the smaller id."""

    one = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="not_duplicate_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="not_duplicate_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
