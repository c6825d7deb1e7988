"""What the state's system holds of a round kept in its shadow: acts with number, date and scan; its list."""

from typing import ClassVar

import pgtrigger
from django.db import models

from svetovod.web.selection.enums import OfficialStep

from .outcome import APPEND_ONLY
from .round import SelectionRound


class OfficialAct(models.Model):
    """A step as it was taken where it is a legal act. Its scan is an attachment; a correction is another row."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="official_acts")
    step = models.CharField(max_length=12, choices=OfficialStep)
    number = models.CharField(max_length=80)
    done_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["done_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "step", "number"], name="official_act_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}: {self.step} {self.number}"


class OfficialList(models.Model):
    """The official list of applications as it was imported; every import is kept, the newest is compared."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="official_lists")
    lines = models.JSONField()
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.round_id}: {self.imported_at}"
