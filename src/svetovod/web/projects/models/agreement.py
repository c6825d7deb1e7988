"""After the award: the agreement on the subsidy, what was reported, and requests to lower values."""

from typing import ClassVar

import pghistory
from django.core.validators import RegexValidator
from django.db import models

from svetovod.web.projects.enums import LoweringState

from .estimate import HALF_YEAR, Indicator
from .project import MONEY, JointProject


@pghistory.track()
class SubsidyAgreement(models.Model):
    """`amount` rubles as they were entered; none where a selection here keeps the agreement, whose sums are read there
    (`award/terms.py`). A report is due `report_days` calendar days after a half-year ends, as the agreement says."""

    project = models.OneToOneField(JointProject, on_delete=models.CASCADE, related_name="agreement")
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    amount = models.DecimalField(null=True, blank=True, **MONEY)
    report_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="agreement_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.number}"


@pghistory.track()
class IndicatorReport(models.Model):
    """A half-year told of: its facts stand with the indicators, `evidence` names what proves them."""

    agreement = models.ForeignKey(SubsidyAgreement, on_delete=models.CASCADE, related_name="reports")
    period = models.CharField(max_length=6, validators=[RegexValidator(HALF_YEAR)])
    told_on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["period"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agreement", "period"], name="indicator_report_once"),
            models.CheckConstraint(condition=models.Q(period__regex=HALF_YEAR), name="report_period_half_year"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.period}"


@pghistory.track()
class LoweringRequest(models.Model):
    """A request to the ministry to lower the value of a half-year; one granted holds instead of the plan."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="lowerings")
    period = models.CharField(max_length=6, validators=[RegexValidator(HALF_YEAR)])
    was = models.DecimalField(**MONEY)
    wanted = models.DecimalField(**MONEY)
    reason = models.TextField()
    asked_on = models.DateField()
    state = models.CharField(max_length=8, choices=LoweringState, default=LoweringState.ASKED)
    decided_on = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=models.Q(state=LoweringState.ASKED),
                name="lowering_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__gte=0) & models.Q(wanted__lt=models.F("was")), name="lowering_lowers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}: {self.was} to {self.wanted}"

    @property
    def project(self) -> object:
        """Whose request it is: permission is asked of the project."""
        return self.indicator.project
