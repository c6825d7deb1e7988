"""The DOCX that applications to an occasion are filled into, version by version."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models


class ApplicationTemplate(models.Model):
    """Of the occasion `round:<id>`; the file is attached to the row. `warnings` are what its check found, as codes.

    Never changed: another upload is another number, and whoever filled one says which.
    """

    occasion = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    warnings = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["occasion", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["occasion", "number"], name="application_template_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.number}"
