"""The envelope of an application: files closed as they come in, which nobody reads before the opening."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from svetovod.web.selection.enums import EnvelopeState

from ._triggers import frozen_when
from .application import Application

# what was put in is exchanged and taken out while applications are accepted, and never after
INTAKE_ONLY = pgtrigger.Trigger(
    name="intake_only",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.state <> 'closed' THEN RETURN NEW; END IF;
        IF (
            SELECT r.state FROM selection_selectionround r JOIN selection_application a ON a.round_id = r.id
            WHERE a.id = COALESCE(NEW.application_id, OLD.application_id)
        ) <> 'open' THEN
            RAISE EXCEPTION 'the envelope of an application is changed during the intake only';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


class EnvelopeFile(models.Model):
    """One document of an envelope. `place`: its number in the list of the announcement, from 1.

    `sealed` is the file with its salt, closed with the key of the envelopes and outside of it with the server's; `note`
    is what the applicant is told of it (name and salt), closed with the server's key. `promise` is SHA-256 of the salt
    and the file. Until the opening `salt` is empty, and the database keeps it so; from then on the file is an
    attachment of the application with the hash `sha256`.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="envelope")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    promise = models.CharField(max_length=64)
    sealed = models.BinaryField(default=b"")
    note = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=EnvelopeState, default=EnvelopeState.CLOSED)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "place"], name="envelope_file_place"),
            models.CheckConstraint(
                condition=Q(state="opened") & ~Q(salt="") & ~Q(sha256="") | ~Q(state="opened") & Q(salt="", sha256=""),
                name="envelope_file_closed",
            ),
            models.CheckConstraint(condition=Q(state="closed") | Q(sealed=b"", note=b""), name="envelope_file_erased"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            INTAKE_ONLY,
            frozen_when("whose_frozen", ("application", "place"), pgtrigger.Q(old__place__gt=0)),
            pgtrigger.Protect(
                name="opened_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.place}"
