"""Files of state registries: the journal of them, rejected rows, and what is kept of the file in force of each kind."""

from typing import ClassVar

from django.db import models

from svetovod.web.regions.enums import FileState, RegistryKind


class RegistryFile(models.Model):
    """One file that was taken in, or refused. Its bytes lie on the disk only until it is read.

    `place` is where a reading that was stopped goes on; `done` of `total` bytes are read, all but `begun_done` since
    `begun_at`, by the wall's clock, for the time that is left; `problem` says by language why the file is refused.
    """

    kind = models.CharField(max_length=10, choices=RegistryKind)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    dated = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    is_demo = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    begun_done = models.BigIntegerField(default=0)
    place = models.JSONField(default=list)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    kept = models.PositiveBigIntegerField(default=0)
    rejections = models.PositiveBigIntegerField(default=0)
    people = models.PositiveBigIntegerField(default=0)
    problem = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "sha256"], condition=~models.Q(state="refused"), name="registry_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RegistryReject(models.Model):
    """A row that was not taken in: where it stands, what it says, by which rule; the first thousand of a file."""

    file = models.ForeignKey(RegistryFile, on_delete=models.CASCADE, related_name="rejects")
    problem = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}"


class SmeEntry(models.Model):
    """What the registry of small and medium enterprises says of an organisation that is known here."""

    file = models.ForeignKey(RegistryFile, on_delete=models.CASCADE, related_name="enterprises")
    inn = models.CharField(max_length=12)
    category = models.CharField(max_length=10)
    okved = models.CharField(max_length=12, blank=True)
    okved_more = models.JSONField(default=list)
    employees = models.PositiveIntegerField(null=True)
    since = models.DateField()
    as_of = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inn", "file"], name="sme_entry_once")
        ]

    def __str__(self) -> str:
        return self.inn


class ProductEntry(models.Model):
    """A product of the registry of PP 719 made by an organisation that is known here."""

    file = models.ForeignKey(RegistryFile, on_delete=models.CASCADE, related_name="products")
    inn = models.CharField(max_length=12)
    okpd2 = models.CharField(max_length=12)
    number = models.CharField(max_length=60)
    product = models.CharField(max_length=1000)
    entered = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["okpd2", "number", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["inn", "file"], name="product_entry_inn")]

    def __str__(self) -> str:
        return self.number


class ProductMaker(models.Model):
    """That an enterprise makes a group of products, by that registry: the number of makers in a region is counted."""

    file = models.ForeignKey(RegistryFile, on_delete=models.CASCADE, related_name="makers")
    region = models.CharField(max_length=8)
    group = models.CharField(max_length=8)
    inn = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["file", "region", "group", "inn"], name="product_maker_once")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.group}"


class ClassifierEntry(models.Model):
    """A code of a classifier; `words` is its name as it is searched."""

    file = models.ForeignKey(RegistryFile, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=1000)
    words = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["file", "code"], name="classifier_entry_once")
        ]

    def __str__(self) -> str:
        return self.code
