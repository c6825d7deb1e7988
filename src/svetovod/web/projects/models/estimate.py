"""The estimate, the half-year indicators and the answers that rules ask for."""

from typing import ClassVar

import pghistory
from django.core.validators import RegexValidator
from django.db import models

from svetovod.web.projects.enums import CostKind, Currency, Funding, IndicatorKind, Question, VatRate

from .project import MONEY, JointProject

HALF_YEAR = r"^20[0-9]{2}H[12]$"


@pghistory.track()
class CostRow(models.Model):
    """A row of the estimate: `amount` in rubles without VAT, `position` the number people see.

    `given` is the sum as a document has it, in its `currency`, with the `vat` in it; None where it is `amount`.
    `seq` is the number of the write of the estimate that changed the row last.
    """

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=24, choices=CostKind)
    payer = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="project_costs")
    on = models.DateField()
    amount = models.DecimalField(**MONEY)
    evidence = models.CharField(max_length=300, blank=True)
    other_support = models.BooleanField(default=False)
    given = models.DecimalField(**MONEY, null=True, blank=True)
    currency = models.CharField(max_length=3, choices=Currency, default=Currency.RUB)
    rate = models.DecimalField(max_digits=16, decimal_places=8, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)
    vat = models.CharField(max_length=4, choices=VatRate, blank=True)
    funding = models.CharField(max_length=8, choices=Funding, blank=True)
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "position"], name="cost_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="cost_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(currency=Currency.RUB, rate=None, rate_on=None)
                | (~models.Q(currency=Currency.RUB) & models.Q(given__gt=0, rate__gt=0, rate_on__isnull=False)),
                name="cost_currency_has_its_rate",
            ),
            models.CheckConstraint(
                condition=models.Q(other_support=True) | ~models.Q(funding=Funding.OTHER),
                name="cost_other_funding_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.position} {self.kind}"


@pghistory.track()
class Indicator(models.Model):
    """What the project promises to reach, half-year by half-year, and the value it starts from."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=24, choices=IndicatorKind, default=IndicatorKind.OTHER)
    baseline = models.DecimalField(**MONEY, null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "name"], name="indicator_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}"


@pghistory.track()
class IndicatorValue(models.Model):
    """Plan and fact of one half-year: `2022H1`."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    period = models.CharField(max_length=6, validators=[RegexValidator(HALF_YEAR)])
    plan = models.DecimalField(**MONEY, null=True, blank=True)
    fact = models.DecimalField(**MONEY, null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["period"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["indicator", "period"], name="indicator_period_once"),
            models.CheckConstraint(condition=models.Q(period__regex=HALF_YEAR), name="indicator_period_half_year"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"


@pghistory.track()
class ProjectAnswer(models.Model):
    """An answer to a rule's question; no row means "not answered", which is not "no"."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40, choices=Question)
    yes = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "question"], name="project_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.question}: {self.yes}"
