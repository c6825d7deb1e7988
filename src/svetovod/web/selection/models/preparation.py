"""Which series of practical sessions leads to a round."""

import pghistory
from django.db import models

from .round import SelectionRound


@pghistory.track()
class RoundPreparation(models.Model):
    """Said by the secretary. A series may lead to one round after another, a round has one series at most."""

    round = models.OneToOneField(SelectionRound, on_delete=models.CASCADE, related_name="preparation")
    series = models.ForeignKey("events.SessionSeries", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.round_id}: {self.series_id}"
