"""Keys of a round that the server does not have: their public halves, and who holds their parts."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from svetovod.web.selection.enums import KeyPurpose

from ._triggers import frozen_when
from .round import SelectionRound

# there is one key of a round for each purpose, so that none can be put in the place of one that cannot be deleted
KEPT = pgtrigger.Trigger(
    name="key_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="""
        IF OLD.purpose = 'sheets' AND EXISTS (
            SELECT 1 FROM selection_scoresheet s
            JOIN selection_assignment a ON a.id = s.assignment_id
            JOIN selection_application p ON p.id = a.application_id
            WHERE p.round_id = OLD.round_id AND s.state = 'submitted'
        ) THEN
            RAISE EXCEPTION 'a sheet is sealed with this key';
        END IF;
        IF OLD.purpose = 'envelopes' AND EXISTS (
            SELECT 1 FROM selection_envelopefile f JOIN selection_application p ON p.id = f.application_id
            WHERE p.round_id = OLD.round_id AND f.state = 'closed'
        ) THEN
            RAISE EXCEPTION 'an envelope is sealed with this key';
        END IF;
        RETURN OLD;
    """,
)


class RoundKey(models.Model):
    """The public key to which sheets are sealed; its private half was split and forgotten, any `needed` give it back.

    One for each purpose of a round.

    `trial` is the public key of a second secret split the same way, and `word` a box for it: the rehearsal opens that.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="keys")
    purpose = models.CharField(max_length=10, choices=KeyPurpose, default=KeyPurpose.SHEETS)
    public = models.CharField(max_length=64)
    needed = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    trial = models.CharField(max_length=64)
    word = models.BinaryField()
    rehearsed_at = models.DateTimeField(null=True)
    ledger_index = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "purpose"], name="round_key_purpose"),
            models.CheckConstraint(condition=Q(needed__range=(2, 15)), name="round_key_needed"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            frozen_when("key_frozen", ("purpose", "public", "needed", "trial", "word"), pgtrigger.Q(old__needed__gt=0)),
            KEPT,
        ]

    def __str__(self) -> str:
        return f"key of {self.round_id}: {self.purpose}"


class KeyHolder(models.Model):
    """A person who holds a part of the key for `purpose`.

    `public` is the key of the code on paper, which is nowhere here. `share` and `trial` are boxes for that key. What a
    holder has entered lies sealed: `entered`, and in the rehearsal `tried`. The opening, or the end of the selection
    without one, erases all four.
    """

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="key_holders")
    purpose = models.CharField(max_length=10, choices=KeyPurpose, default=KeyPurpose.SHEETS)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    public = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    share = models.BinaryField(default=b"")
    trial = models.BinaryField(default=b"")
    tried = models.BinaryField(default=b"")
    tried_at = models.DateTimeField(null=True)
    entered = models.BinaryField(default=b"")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "purpose", "person"], name="key_holder_person"),
            models.CheckConstraint(condition=Q(confirmed_at=None) | ~Q(public=""), name="key_holder_confirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} holds a part of the key of {self.round_id}"
