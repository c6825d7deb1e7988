"""What was decided of two records: merged, or not the same."""

from typing import ClassVar

import pghistory
from django.db import models


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
