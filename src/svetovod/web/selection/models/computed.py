"""Points that nobody gives: computed from what was filed, confirmed by the secretary before the scores are opened."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from .application import Application
from .round import Criterion

OPENED_FROZEN = """
    IF (
        SELECT r.state FROM selection_selectionround r JOIN selection_application a ON a.round_id = r.id
        WHERE a.id = COALESCE(NEW.application_id, OLD.application_id)
    ) NOT IN ('formal_check', 'scoring') THEN
        RAISE EXCEPTION 'computed points are settled before the scores are opened';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


@pghistory.track()
class ComputedScore(models.Model):
    """Of `version`: where another one was filed since, the points wait for the secretary again.

    `values` are what the application says, `corrected` what was put in place of it and on what `ground`; numbers as
    exact text ("3/4"), null where nothing is said. `result` is the formula's, "" where it has none.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="computed")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="computed")
    version = models.ForeignKey("projects.ProjectVersion", on_delete=models.PROTECT, related_name="+")
    values = models.JSONField()
    corrected = models.JSONField(default=dict, blank=True)
    ground = models.TextField(blank=True)
    result = models.TextField(blank=True)
    points = models.DecimalField(max_digits=8, decimal_places=2)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "criterion"], name="computed_once"),
            models.CheckConstraint(
                condition=models.Q(corrected={}) | ~models.Q(ground=""), name="computed_corrected_ground"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Trigger(
                name="opened_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=OPENED_FROZEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.criterion_id}"
