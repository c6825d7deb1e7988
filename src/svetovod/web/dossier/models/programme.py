"""The development programme: versions, goals, measures with their days, indicators with plan and fact."""

from typing import Any, ClassVar

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from svetovod.web.dossier.enums import Better, Step

PERIOD = r"^20[0-9]{2}(H[12])?$"
AMOUNT: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}


@pghistory.track()
class Programme(models.Model):
    """One version. A draft has no day of approval; the newest approved one is in force, those before it are kept."""

    cluster = models.ForeignKey("registry.Cluster", on_delete=models.CASCADE, related_name="programmes")
    version = models.PositiveSmallIntegerField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "version"], name="programme_version_once"),
            models.UniqueConstraint(fields=["cluster"], condition=Q(approved_on=None), name="programme_one_draft"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="programme_years_in_order"),
            models.CheckConstraint(condition=Q(approved_on=None) ^ ~Q(number=""), name="programme_approved_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} v{self.version}"


@pghistory.track()
class ProgrammeGoal(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class ProgrammeMeasure(models.Model):
    """What is done by a day and by whom. `project` is the code of the joint project the measure speaks of, or empty."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="measures")
    goal = models.ForeignKey(ProgrammeGoal, on_delete=models.SET_NULL, related_name="measures", null=True)
    number = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    due_on = models.DateField()
    responsible = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.CharField(max_length=40, blank=True, db_index=True)
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True)
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["programme", "number"], name="measure_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@pghistory.track()
class ProgrammeIndicator(models.Model):
    """Counted by years or half-years, beside the value the programme starts from."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    step = models.CharField(max_length=10, choices=Step, default=Step.YEAR)
    better = models.CharField(max_length=4, choices=Better, default=Better.MORE)
    baseline = models.DecimalField(**AMOUNT, null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["programme", "name"], name="programme_indicator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}"


@pghistory.track()
class ProgrammePoint(models.Model):
    """Plan and fact of a period: `2022`, or `2022H1`."""

    indicator = models.ForeignKey(ProgrammeIndicator, on_delete=models.CASCADE, related_name="points")
    period = models.CharField(max_length=6, validators=[RegexValidator(PERIOD)])
    plan = models.DecimalField(**AMOUNT, null=True)
    fact = models.DecimalField(**AMOUNT, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["period"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["indicator", "period"], name="programme_period_once"),
            models.CheckConstraint(condition=Q(period__regex=PERIOD), name="programme_period_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"
