"""Organisations, clusters, who belongs to which, uploaded workbooks and stored verdicts."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from .enums import BulkState, ClusterState, Conclusion, MemberRole, NumberState, OrganisationKind

DEMO_PREFIX = "00"
EXACT = r"^([0-9]{10}|[0-9]{12})$"
QUOTES = "\"'\u00ab\u00bb\u201c\u201d\u201e"


def sort_key(name: str) -> str:
    """What names are sorted and searched by: the database knows no Russian order of letters."""
    bare = name.lower().replace("\u0451", "\u0435")
    return " ".join(bare.translate(str.maketrans("", "", QUOTES)).split())[:300]


@pghistory.track()
class Organisation(models.Model):
    """An organisation known by its INN. An INN that begins with 00 is invented, for the demonstration.

    `numbers`: what came of comparing them with the state register; whoever changes the INN or the OGRN, even by SQL,
    puts it back. The KPP is that of the head office: whoever writes it there puts it back too.
    """

    inn = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120, blank=True)
    name_sort = models.CharField(max_length=300, editable=False, db_index=True)
    region = models.CharField(max_length=8)
    kind = models.CharField(max_length=30, choices=OrganisationKind, default=OrganisationKind.ENTERPRISE)
    hidden = models.BooleanField(default=False, help_text="shown to its own people only")
    ogrn = models.CharField(max_length=15, blank=True)
    numbers = models.CharField(max_length=12, choices=NumberState, default=NumberState.UNCHECKED, db_index=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="absorbed", null=True, blank=True, help_text="goes on there"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["name_sort", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(inn__regex=EXACT), name="organisation_inn_digits"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="organisation_not_into_itself",
            ),
            models.CheckConstraint(condition=models.Q(ogrn__regex=r"^([0-9]{13}|[0-9]{15})?$"), name="ogrn_digits"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Trigger(
                name="other_numbers", when=pgtrigger.Before, operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("inn", "ogrn"), func="NEW.numbers = 'unchecked'; RETURN NEW;",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_sort = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_demo(self) -> bool:
        return self.inn.startswith(DEMO_PREFIX)


@pghistory.track()
class Cluster(models.Model):
    """An industrial cluster. `manager` is its managing (specialised) organisation."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    name_sort = models.CharField(max_length=300, editable=False, db_index=True)
    regions = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=ClusterState, default=ClusterState.IDEA)
    manager = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="managed_clusters")
    registry_number = models.CharField(max_length=40, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name_sort", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_sort = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@pghistory.track()
class Membership(models.Model):
    """An organisation in a cluster, from one day until it leaves."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=MemberRole)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    newcomer = models.BooleanField(default=False)
    special_territory = models.BooleanField(default=False)
    place = models.ForeignKey(
        "registry.OrganisationPlace", on_delete=models.PROTECT, related_name="memberships", null=True, blank=True,
        help_text="the branch it takes part by; none where it is the organisation as a whole",
    )  # fmt: skip

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cluster", "organisation"], condition=models.Q(left_on=None), name="member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.cluster_id}"


class Workbook(models.Model):
    """A workbook of a cluster as it was read: `content` is the engine's cluster, `notes` what the reader mended."""

    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    notes = models.JSONField(default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


class ClusterSheet(Workbook):
    """A workbook that counts, or counted until the next one.

    `sums` is what is measured about it, small enough to judge thousands of clusters on one page; None in sheets older
    than the field, whose sums are made from the content when they are asked for.
    `sources`: whose word the figures of each participant are; empty where only the managing organisation spoke.
    """

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="sheets")
    sums = models.JSONField(null=True)
    sources = models.JSONField(default=list)
    restores = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-id"]


class PendingSheet(Workbook):
    """A good workbook that waits for the word of whoever uploaded it: what it changes is shown before it counts.

    `base` is the workbook it was compared with; one a cluster, a newer upload takes its place.
    """

    cluster = models.OneToOneField(Cluster, on_delete=models.CASCADE, related_name="pending_sheet")
    base = models.ForeignKey(ClusterSheet, on_delete=models.CASCADE, related_name="+")


class BulkImport(models.Model):
    """Workbooks of many clusters uploaded at once by an authority; seen by whoever uploaded them alone."""

    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.pk}"


class BulkFile(models.Model):
    """One file of a bulk import.

    `raw` is kept only until it is read. `base` is the workbook it was compared with, `sheet` the one it became.
    `before` and `after` are conclusions of the day it was read; `reason` says why it was refused or not applied;
    `elsewhere` are participants who belong to another cluster too.
    """

    bulk = models.ForeignKey(BulkImport, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=BulkState, default=BulkState.WAITING)
    raw = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.JSONField(null=True)
    notes = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    reason = models.JSONField(default=dict)
    elsewhere = models.JSONField(default=list)
    title = models.CharField(max_length=300, blank=True)
    cluster = models.ForeignKey(Cluster, on_delete=models.SET_NULL, related_name="+", null=True)
    base = models.ForeignKey(ClusterSheet, on_delete=models.SET_NULL, related_name="+", null=True)
    sheet = models.ForeignKey(ClusterSheet, on_delete=models.SET_NULL, related_name="+", null=True)
    changes = models.PositiveIntegerField(default=0)
    before = models.CharField(max_length=30, choices=Conclusion, blank=True)
    after = models.CharField(max_length=30, choices=Conclusion, blank=True)
    manager_inn = models.CharField(max_length=12, blank=True)
    manager_name = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bulk", "place"], name="bulk_place_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StoredVerdict(models.Model):
    """A verdict as it was made: pages and papers draw it and never compute it again."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="verdicts")
    sheet = models.ForeignKey(ClusterSheet, on_delete=models.CASCADE, related_name="verdicts")
    on = models.DateField()
    act = models.CharField(max_length=20)
    edition = models.DateField()
    verdict = models.CharField(max_length=30, choices=Conclusion)
    result = models.JSONField()
    facts_version = models.CharField(max_length=80)
    engine_version = models.CharField(max_length=40)
    input_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["sheet", "on", "act", "facts_version", "engine_version"], name="verdict_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["cluster", "on"], name="verdict_cluster_day")]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.on}: {self.verdict}"


from .organisations.models import NotDuplicate, NumberCheck, OrganisationMerge, OrganisationPlace  # noqa: E402 - Django finds an app's models here
from .particulars.models import OrganisationParticular  # noqa: E402 - Django finds an app's models here

__all__ = [
    "BulkFile", "BulkImport", "Cluster", "ClusterSheet", "Membership", "NotDuplicate", "NumberCheck", "Organisation",
    "OrganisationMerge", "OrganisationParticular", "OrganisationPlace", "PendingSheet", "StoredVerdict", "sort_key",
]  # fmt: skip
