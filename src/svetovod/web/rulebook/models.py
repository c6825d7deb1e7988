"""What people add to the law as data: verifications of items against the text of the act."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from .enums import VerificationState

OPEN = (VerificationState.PROPOSED, VerificationState.CONFIRMED)
READ = ["act", "key", "edition", "value", "point", "publication", "quote", "proposed_by", "proposed_at"]


@pghistory.track()
class Verification(models.Model):
    """An item as one person read it in the text of one edition; in force once a second person has confirmed it.

    `value` is the item's value at that time in plain text: a verification does not outlive a change of the number.
    """

    act = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    edition = models.DateField()
    value = models.CharField(max_length=300)
    point = models.CharField(max_length=200)
    publication = models.CharField(max_length=200)
    quote = models.TextField(max_length=4000)
    state = models.CharField(max_length=12, choices=VerificationState, default=VerificationState.PROPOSED)
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "edition"], condition=Q(state__in=OPEN), name="verification_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="verification_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(state=VerificationState.CONFIRMED) | Q(confirmed_by__isnull=False),
                name="verification_confirmed_by",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="as_read", fields=READ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.edition}: {self.state}"

    @property
    def reference(self) -> str:
        """The citation a verdict carries."""
        return f"{self.point}, {self.edition:%d.%m.%Y}, {self.publication}"
