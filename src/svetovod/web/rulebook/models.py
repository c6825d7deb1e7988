"""What people add to the law as data: verifications of items against the text of the act, and editions."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from .enums import EditionState, VerificationState

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


@pghistory.track()
class LawEdition(models.Model):
    """An edition that an amending act makes: a draft is tried and tells nobody's verdict; published, it is the law.

    `changes` are rows of item key, `value` in plain text (None: the item is dropped) and the `point` of the amending
    act. What is published or discarded never changes again.
    """

    act = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField()
    publication = models.CharField(max_length=200, blank=True)
    note_ru = models.CharField(max_length=500)
    note_en = models.CharField(max_length=500, blank=True)
    changes = models.JSONField()
    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.DRAFT)
    is_demo = models.BooleanField(default=False)
    drafted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    earlier_drafters = models.JSONField(
        default=list, blank=True, help_text="persons (ids) who wrote it and handed it over"
    )
    drafted_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-edited_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["act", "effective_from"], condition=Q(state=EditionState.PUBLISHED), name="edition_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.PUBLISHED)
                | Q(closed_by__isnull=False) & ~Q(closed_by=F("drafted_by")) & ~Q(signed_on=None) & ~Q(number=""),
                name="edition_published_by_another",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(
                name="closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["published", "discarded"]),
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.effective_from}: {self.state}"

    @property
    def citation(self) -> str:
        """What a value rests on: the amending act, as far as it is known."""
        number = f"№ {self.number}" if self.number else "№ —"
        signed = f" от {self.signed_on:%d.%m.%Y}" if self.signed_on else ""
        return f"ПП {number}{signed}" + (f", {self.publication}" if self.publication else "")
