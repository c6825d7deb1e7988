"""What is entered for filing: certificates of the applicant's status and steps of signing."""

from typing import ClassVar

import pghistory
from django.db import models

from .project import JointProject


@pghistory.track()
class FilingPaper(models.Model):
    """A step of `engine/signing/steps.toml` that is done: `paper` names it, `dated_on` is the day it bears."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="filing_papers")
    step = models.CharField(max_length=20)
    paper = models.CharField(max_length=200, blank=True)
    dated_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "step"], name="filing_paper_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.step} {self.dated_on}"
