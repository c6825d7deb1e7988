"""The enterprise's own financial model: numbers of its last workbook, and which cells the project takes them from."""

from typing import Any, ClassVar

import pghistory
from django.db import models

from .project import JointProject


class ModelBook(models.Model):
    """What was read from the workbook last: `cells` are `Sheet!B7` -> decimal text, `names` name -> cell.

    Not the workbook: it stays with its owner. No history: only linked numbers that were taken leave a trace.
    """

    project = models.OneToOneField(JointProject, on_delete=models.CASCADE, related_name="book")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    cells: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    names: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    blind: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.name}"

    def value(self, source: str) -> Any:
        """The number of a defined name or a cell as decimal text; None where there is none."""
        return self.cells.get(self.names.get(source, source))


@pghistory.track()
class ModelLink(models.Model):
    """`source` is a defined name or `Sheet!B7`; `target` names one number of the project: see `book.targets`."""

    project = models.ForeignKey(JointProject, on_delete=models.CASCADE, related_name="model_links")
    source = models.CharField(max_length=120)
    target = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "target"], name="model_link_target_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}"
