"""What of the cluster's functional map and programme a project stands on, and requests to change them."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from svetovod.web.projects.enums import ChangeState, FitPart, FitWhat

from .project import JointProject


@pghistory.track()
class FitLine(models.Model):
    """A product or a purchase. `place` is `node:INN` or `edge:SELLER-BUYER-OKPD2` of the map, empty while off it.

    `place_name` is the place as it read when it was chosen, `measure` the number of a measure of the programme.
    """

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="fit_lines")
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=FitWhat)
    name = models.CharField(max_length=200)
    okpd2 = models.CharField(max_length=12)
    place = models.CharField(max_length=60, blank=True)
    place_name = models.CharField(max_length=500, blank=True)
    measure = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "position"], name="fit_line_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}.{self.position} {self.name}"


@pghistory.track()
class ChangeRequest(models.Model):
    """A request to the managing organisation to put a line on the map or into the programme, with its answer."""

    line = models.ForeignKey(FitLine, on_delete=models.CASCADE, related_name="requests")
    part = models.CharField(max_length=10, choices=FitPart)
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.ASKED)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line", "part"], condition=models.Q(state=ChangeState.ASKED), name="change_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.part}: {self.state}"

    @property
    def project(self) -> object:
        """Whose request it is: permission is asked of the project."""
        return self.line.project
