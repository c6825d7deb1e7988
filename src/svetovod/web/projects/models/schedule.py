"""The plan-schedule: stages, who answers for each, what each waits for."""

from typing import ClassVar

import pghistory
from django.db import models

from .project import JointProject


@pghistory.track()
class ProjectStage(models.Model):
    """A stage of the plan-schedule. `position` is the number people see: others keep theirs when one goes.

    `after` holds the positions of the stages it waits for, `result` what is handed over at its end.
    """

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    result = models.CharField(max_length=300, blank=True)
    responsible = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="project_stages")
    start = models.DateField()
    end = models.DateField()
    after = models.JSONField(default=list, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "position"], name="stage_position_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="stage_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.position} {self.name}"
