"""Score sheets: what an expert wrote is encrypted at rest until the opening, also in a draft."""

from hashlib import sha256
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from svetovod.web.selection.enums import KeyPurpose, SheetState

from ._triggers import frozen_when
from .application import Application
from .outcome import APPEND_ONLY
from .panel import Assignment, PanelMember
from .round import SelectionRound

SEALED = ("sealed", "commitment", "submitted_at")


class ScoreSheet(models.Model):
    """`sealed` is the encrypted draft or, once submitted, the encrypted salt and sheet; `commitment` is in the ledger.

    `body` and `salt` are empty until the opening, and the database keeps it so.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="sheet")
    state = models.CharField(max_length=20, choices=SheetState, default=SheetState.DRAFT)
    sealed = models.BinaryField(default=b"")
    filled = models.PositiveSmallIntegerField(default=0)
    commitment = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    ledger_index = models.BigIntegerField(null=True)
    body = models.JSONField(null=True)
    salt = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="opened", body__isnull=False) | (~Q(state="opened") & Q(body__isnull=True, salt="")),
                name="sheet_sealed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "opened"]) | ~Q(commitment=""), name="sheet_committed"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            frozen_when("submitted_frozen", SEALED, pgtrigger.Q(old__state__in=["submitted", "opened"])),
            pgtrigger.Protect(
                name="opened_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="opened"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.state}"

    @property
    def mark(self) -> str:
        """Another one after every saving: a form says on which draft it was opened."""
        return sha256(bytes(self.sealed)).hexdigest()[:16]

    @property
    def counted(self) -> dict[str, Any] | None:
        """What the ranking takes: the second opinion where there is one, else the sheet itself."""
        second: SecondOpinion | None = getattr(self, "second", None)
        counted: dict[str, Any] | None = second.body if second else self.body
        return counted


class OpeningConsent(models.Model):
    """The word of the secretary or of the chair that the sheets, or envelopes, be opened: two different persons."""

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=KeyPurpose, default=KeyPurpose.SHEETS)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "purpose", "role"], name="consent_role"),
            models.UniqueConstraint(fields=["round", "purpose", "person"], name="consent_person"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.role}"


class ExpertNote(models.Model):
    """What an expert notes for oneself beside a sheet: encrypted like it, never opened, never in an export."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="note")
    sealed = models.BinaryField(default=b"")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note to {self.assignment_id}"


class SecondOpinion(models.Model):
    """A second sheet of the same expert, given after the opening where experts differ. The first stays beside it."""

    sheet = models.OneToOneField(ScoreSheet, on_delete=models.PROTECT, related_name="second")
    body = models.JSONField()
    ground = models.TextField()
    given_at = models.DateTimeField()
    ledger_index = models.BigIntegerField(null=True)

    class Meta:
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"second of {self.sheet_id}"


class DiscussionWord(models.Model):
    """What an expert says to the others of an application on which they differ: the journal has only `commitment`."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="discussion")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    salt = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    ledger_index = models.BigIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.member_id} on {self.application_id}"
