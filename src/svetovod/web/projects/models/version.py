"""Frozen versions: what was shown, filed or answered with, word for word."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from svetovod.web.projects.enums import Purpose

from .project import JointProject


class ProjectVersion(models.Model):
    """`content` is the whole project, `sha256` the hash of its canonical bytes. Never changed, never deleted."""

    project = models.ForeignKey(JointProject, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=12, choices=Purpose)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "number"], name="version_number_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} v{self.number}"
