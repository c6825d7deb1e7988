"""Surveys of a country's purchases and what came of them; what enterprises publish of themselves."""

from typing import ClassVar

import pghistory
from django.db import models

from .enums import PublicField, SurveyState


class Survey(models.Model):
    """Firms and purchases of a country, uploaded by the ministry. The newest published one is what pages show.

    `counts`: rows read and left out, by reason; `problems`: why it could not be read, as codes.
    """

    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    is_demo = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=SurveyState, default=SurveyState.WAITING)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    law_on = models.DateField()
    firms_sha256 = models.CharField(max_length=64)
    purchases_sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title


class SurveyFile(models.Model):
    """The bytes of an uploaded table, kept only until they are read."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    raw = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "kind"], name="survey_file_once")
        ]

    def __str__(self) -> str:
        return self.name


class SurveyCell(models.Model):
    """One group of products in one region: each sum with the number of firms behind it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="cells")
    region = models.CharField(max_length=8)
    group = models.CharField(max_length=8)
    makers = models.PositiveIntegerField()
    sellers = models.PositiveIntegerField()
    sold = models.DecimalField(max_digits=20, decimal_places=2)
    importers = models.PositiveIntegerField()
    imported = models.DecimalField(max_digits=20, decimal_places=2)
    outsiders = models.PositiveIntegerField()
    outside = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        ordering: ClassVar[list[str]] = ["region", "group"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "region", "group"], name="survey_cell_once")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.group}"


class SurveyFirm(models.Model):
    """Of an enterprise that the registry knows: groups it makes and groups it buys abroad, without sums."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="firms")
    inn = models.CharField(max_length=12, db_index=True)
    makes = models.JSONField(default=list)
    imports = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "inn"], name="survey_firm_once")
        ]

    def __str__(self) -> str:
        return self.inn


class SurveyCandidate(models.Model):
    """A group of firms that could be a cluster; `told` is what the engine said, by language."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="candidates")
    place = models.PositiveIntegerField()
    regions = models.JSONField(default=list)
    conforms = models.BooleanField()
    value = models.DecimalField(max_digits=20, decimal_places=2)
    told = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "place"], name="survey_candidate_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}"


@pghistory.track()
class Publication(models.Model):
    """One field of one enterprise: shown where it says so and the ministry does not withhold it."""

    organisation = models.ForeignKey("registry.Organisation", on_delete=models.CASCADE, related_name="publications")
    field = models.CharField(max_length=10, choices=PublicField)
    shown = models.BooleanField(default=False)
    withheld = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation", "field"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "field"], name="publication_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.field}"


from .centre.models import CentrePlan, CentreService  # noqa: E402 - Django finds an app's models here
from .facilities.models import Facility  # noqa: E402 - Django finds an app's models here
from .registries.models import (  # noqa: E402 - Django finds an app's models here
    ClassifierEntry,
    ProductEntry,
    ProductMaker,
    RegistryFile,
    RegistryReject,
    SmeEntry,
)  # fmt: skip

__all__ = [
    "CentrePlan", "CentreService", "ClassifierEntry", "Facility", "ProductEntry", "ProductMaker", "Publication",
    "RegistryFile", "RegistryReject", "SmeEntry", "Survey", "SurveyCandidate", "SurveyCell", "SurveyFile",
    "SurveyFirm",
]  # fmt: skip
