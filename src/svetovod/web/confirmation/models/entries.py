from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.confirmation.enums import EntryState

from .decisions import ConfirmationDecision


@pghistory.track()
class RegistryEntry(models.Model):
    """A cluster in the registry: its number, when it was decided and until when the decision holds."""

    number = models.PositiveIntegerField(unique=True)
    cluster = models.ForeignKey("registry.Cluster", on_delete=models.PROTECT, related_name="entries")
    decision = models.OneToOneField(ConfirmationDecision, on_delete=models.PROTECT, related_name="entry")
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.ACTIVE)
    entered_on = models.DateField()
    valid_until = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return str(self.number)
