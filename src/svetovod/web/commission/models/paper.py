"""Templates of papers that a commission puts in the place of the usual ones."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

APPEND_ONLY: list[pgtrigger.Trigger] = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
]


class PaperTemplate(models.Model):
    """A DOCX for one kind of paper of a round; the file is attached to the row. Another upload is another number."""

    round = models.ForeignKey("selection.SelectionRound", on_delete=models.PROTECT, related_name="paper_templates")
    kind = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "kind", "number"], name="paper_template_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
