"""Files in which malware was found: what is known of them. Their bytes lie in a folder of their own, if anywhere."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from svetovod.web.common import unwritten


class HeldFile(models.Model):
    """One file of one person, however often it was sent."""

    # of the bytes, but of `unnamed` ones
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    found = models.CharField(max_length=100, help_text="what the scanner calls it")
    place = models.CharField(max_length=100, help_text="the page it was sent to, or where it had been kept")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    kept = models.BooleanField(default=False, help_text="the bytes lie in the folder of the quarantine")

    class Meta:
        ordering: ClassVar[list[str]] = ["-last_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sha256", "person"], nulls_distinct=False, name="held_file_once"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="held_file_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.found} {self.sha256[:12]}"

    @property
    def unnamed(self) -> bool:
        """Sent to a page whose uploads are never written in the open: `sha256` is of the day and person, not of it."""
        return self.place in unwritten.views

    @property
    def path(self) -> Path:
        """Never among the files that are handed out, and never under a name somebody could run."""
        return folder() / self.sha256


def folder() -> Path:
    return Path(settings.VAR) / "quarantine"
