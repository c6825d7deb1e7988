"""After the result: consent to an award, the agreement with its years and amendments, claims, clawback."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from svetovod.web.commission.enums import AmendmentState, ClaimState, ClawbackState, OfferState

if TYPE_CHECKING:
    from svetovod.web.selection.models import Application, SelectionRound


@pghistory.track()
class AwardOffer(models.Model):
    """An award asked about: a sum with a term. `reserve`: comes from the reserve list in place of `instead`."""

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="award_offers")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    reserve = models.BooleanField(default=False)
    instead = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.ASKED)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="award_offer_amount"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=["asked", "accepted"]), name="award_offer_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.amount}"

    @property
    def round(self) -> "SelectionRound":
        return self.application.round


@pghistory.track()
class GrantAgreement(models.Model):
    """The agreement as the form of the Ministry of Finance has it. What is told after it stands with the project.

    `ended_on` is the day on which its parties' agreement on ending it came into force: an application that is given
    an award again has another agreement.
    """

    application = models.ForeignKey("selection.Application", on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(max_length=80)
    signed_on = models.DateField()
    purpose = models.TextField(blank=True)
    budget_code = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=300, blank=True)
    result_on = models.DateField(null=True, blank=True)
    account = models.CharField(max_length=20, blank=True)
    years = models.JSONField(default=dict)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_on__isnull=True), name="agreement_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def round(self) -> "SelectionRound":
        return self.application.round


class OfAgreement:
    """What stands under an agreement with a number of its own: whose it is, the agreement knows."""

    agreement: Any
    agreement_id: int
    number: Any

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"

    @property
    def application(self) -> "Application":
        return self.agreement.application

    @property
    def round(self) -> "SelectionRound":
        return self.agreement.round


@pghistory.track()
class Amendment(OfAgreement, models.Model):
    """An additional agreement. `years` are the sums as they are from the day it is in force.

    One that moves sums between years is in force at once. One that changes the whole sum has the upheld `appeal` whose
    count it waits for: its recipient signs it or does not (`answered_at`, `refusal`), and the count puts it in force.
    One without sums ends the agreement. `back` is what was paid above its sums, by years, to be given back by the day
    `back_by` that its parties have agreed on.
    """

    agreement = models.ForeignKey(GrantAgreement, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    signed_on = models.DateField(null=True)
    reason = models.TextField()
    years = models.JSONField(default=dict)
    appeal = models.ForeignKey("commission.Appeal", on_delete=models.PROTECT, null=True, related_name="amendments")
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.IN_FORCE)
    answered_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    back = models.JSONField(default=dict)
    back_by = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state__in=["prepared", "signed"]), name="amendment_one_coming"
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=False) | Q(state__in=["prepared", "dropped"]), name="amendment_signed_on"
            ),
            models.CheckConstraint(condition=Q(appeal__isnull=False) | Q(state="in_force"), name="amendment_ground"),
            models.CheckConstraint(condition=Q(back={}) | Q(back_by__isnull=False), name="amendment_back_by"),
        ]

    @property
    def total(self) -> Decimal:
        return sum(map(Decimal, self.years.values()), Decimal(0))

    @property
    def back_total(self) -> Decimal:
        return sum(map(Decimal, self.back.values()), Decimal(0))

    @property
    def ends(self) -> bool:
        return not self.total


@pghistory.track()
class PaymentClaim(OfAgreement, models.Model):
    """A claim for payment in a year, with its evidence attached."""

    agreement = models.ForeignKey(GrantAgreement, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    evidence = models.TextField()
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.FILED)
    filed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agreement", "number"], name="claim_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="claim_amount"),
        ]


@pghistory.track()
class ClawbackClaim(models.Model):
    """Money asked back, with its ground; the calculation of a missed indicator stands on the project's page.

    One by an `amendment` is what was paid above the sums of that additional agreement.
    """

    agreement = models.ForeignKey(GrantAgreement, on_delete=models.PROTECT, related_name="clawbacks")
    amendment = models.OneToOneField(Amendment, on_delete=models.PROTECT, null=True, related_name="demand")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    ground = models.TextField()
    asked_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ClawbackState, default=ClawbackState.ASKED)
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="clawback_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.amount}"
