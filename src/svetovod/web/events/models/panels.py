"""Who hears the presentations, and schedules that were computed for them."""

from typing import ClassVar

import pghistory
from django.db import models

from svetovod.web.events.enums import ProposalState

from .programme import PracticalSession


@pghistory.track()
class PanelExpert(models.Model):
    """What an expert of a session judges: classes of products (OKPD2). Hours are those of the person as a speaker."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="panel_experts")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    classes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["person__name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "person"], name="panel_expert_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"


class PitchProposal(models.Model):
    """A schedule of presentations: what was asked and what was found, with the bound. Stored, never solved anew."""

    session = models.ForeignKey(PracticalSession, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.QUEUED)
    problem = models.JSONField()
    result = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(help_text="real time")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="pitch_proposal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.number}"
