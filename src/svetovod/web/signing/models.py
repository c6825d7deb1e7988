"""Who may sign for an organisation and on what ground. A record of papers elsewhere: it makes no signature valid."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from .enums import Certificate, Ground


@pghistory.track(exclude=["name", "covers", "end_reason"])
class SigningAuthority(models.Model):
    """One person's right to sign, from a day to a day. One that has ended stays, with who ended it and why.

    `person` has an account here; `name` is of one who has none. The history of changes keeps neither words nor names.
    """

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="signing_authorities"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200)
    ground = models.CharField(max_length=20, choices=Ground)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    covers = models.CharField(max_length=300, blank=True)
    certificate = models.CharField(max_length=12, choices=Certificate, blank=True)
    certificate_until = models.DateField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    ended_on = models.DateField(null=True, help_text="the last day it held, where it was ended before its time")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="signing_days_in_order"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_at__isnull=False), name="signing_ended_at"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.ground} {self.number}"
