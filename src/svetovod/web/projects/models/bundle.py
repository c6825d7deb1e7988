"""All papers of a project in one archive: ordered, made by a job, kept as a file."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from svetovod.web.projects.enums import BundleState

from .project import JointProject
from .version import ProjectVersion


class ProjectBundle(models.Model):
    """`version` is none where it was made of the project as it stood at `ordered_at`. `done` of `total` files are made.

    `missing` says what its papers lack, file by file, and which files of evidence are not in it.
    """

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="bundles")
    version = models.ForeignKey(ProjectVersion, on_delete=models.PROTECT, related_name="bundles", null=True, blank=True)
    state = models.CharField(max_length=8, choices=BundleState, default=BundleState.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    missing = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state=BundleState.MADE) | models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="bundle_made_has_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.state}"
