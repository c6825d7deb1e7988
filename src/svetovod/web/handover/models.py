"""A handover and who succeeds to what. What it came to stays with both names, word for word."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from .enums import HandoverState, Work


@pghistory.track()
class Handover(models.Model):
    """`places` (kind, id) and `roles` are what whoever started it leads; nothing outside of them is touched.

    `ended`: ids of roles taken back at once, before anybody succeeded. `held_up` is why it was not carried out on its
    day. `outcome` is written once: a line for each piece of work.
    """

    leaver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    leaves_on = models.DateField()
    ground = models.CharField(max_length=500, blank=True)
    urgent = models.BooleanField(default=False, help_text="the roles were ended when it was started")
    closes_account = models.BooleanField(default=False)
    places = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    ended = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.PROPOSED)
    forced_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    forced_reason = models.CharField(max_length=500, blank=True)
    held_up = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(leaver=models.F("forced_by")), name="handover_forced_by_other"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(
                name="closed_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["done", "revoked"])
                & (
                    pgtrigger.Q(old__outcome__df=pgtrigger.F("new__outcome"))
                    | pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                    | pgtrigger.Q(old__leaver__df=pgtrigger.F("new__leaver"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver_id}: {self.leaves_on}"

    @property
    def open(self) -> bool:
        return self.state in {HandoverState.PROPOSED, HandoverState.AGREED}


@pghistory.track()
class Succession(models.Model):
    """Who takes one kind of work, and what he said to it."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="successions")
    work = models.CharField(max_length=20, choices=Work)
    successor = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="why it was declined")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handover", "work"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.work}: {self.successor_id}"
