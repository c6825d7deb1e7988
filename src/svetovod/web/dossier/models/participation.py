"""Who belongs to the cluster and on what ground: days of founding, changes of membership, agreements."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.dossier.enums import ChangeKind


@pghistory.track()
class ClusterFounding(models.Model):
    """The day the cluster was founded on, and by which paper: nothing about it can be dated earlier."""

    cluster = models.OneToOneField("registry.Cluster", on_delete=models.CASCADE, related_name="founding")
    on = models.DateField()
    ground = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.on}"


@pghistory.track()
class OrganisationFounding(models.Model):
    """The day an organisation was registered as a legal entity, as its participant's record says."""

    organisation = models.OneToOneField("registry.Organisation", on_delete=models.CASCADE, related_name="founding")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.on}"


@pghistory.track()
class MembershipChange(models.Model):
    """The ground on which a participant joined or left: the paper and its day."""

    membership = models.ForeignKey("registry.Membership", on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    on = models.DateField()
    ground = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["membership", "kind"], name="membership_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind} {self.on}"


@pghistory.track()
class Agreement(models.Model):
    """An agreement of the cluster: on participation with an organisation, or with the authority of a region."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="agreements")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="agreements", null=True
    )
    region = models.CharField(max_length=8, blank=True)
    number = models.CharField(max_length=60)
    dated_on = models.DateField()
    valid_to = models.DateField(null=True)
    signed_with = models.CharField(max_length=300)
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-dated_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(region=""), name="agreement_with_one_side"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("dated_on")),
                name="agreement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.number
