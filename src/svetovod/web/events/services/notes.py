"""Remarks written in the hall: by the expert, or by the scribe for one who confirms; they go when somebody says so."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import holders_of
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events import pitch_letters
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import OPEN_NOTES, NoteState
from svetovod.web.events.models import Pitch, PitchNote, PracticalSession
from svetovod.web.events.states import NOTE
from svetovod.web.projects import services as projects

from .pitches import occasion

BEGUN = {"hold": NoteState.HELD, "leave": NoteState.READY, "release": NoteState.HELD}
STEPS = ("confirm", "leave", "hold", "drop")


@transaction.atomic
def note_write(
    *, actor: Any, pitch: Pitch, expert: Any, section: str, severity: str, text: str, then: str = "hold", key: str,
    at: datetime,
) -> PitchNote:  # fmt: skip
    """An expert's own words are kept, left to the moderator or sent (`then`); a scribe's wait for the expert."""
    own = expert.pk == actor.person_id
    note = PitchNote(
        pitch=pitch, expert=expert, typed_by_id=actor.person_id, section=section, severity=severity, text=text.strip(),
        state=BEGUN.get(then, NoteState.HELD) if own else NoteState.TYPED, written_at=at, key=key,
    )  # fmt: skip
    actor = ACCESS.admit("note.keep" if own else "note.write", actor, note)
    Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)  # a form sent twice at once is one remark
    if known := PitchNote.objects.filter(typed_by_id=actor.person_id, key=key).first():
        return known
    slug = pitch.session.slug
    scribe = actor.holds(Role.SCRIBE, Scope.SESSION, slug)
    if not own and (not scribe or expert.pk not in holders_of(Role.EXPERT, Scope.SESSION, slug)):
        raise Refused("note.stranger", gettext_lazy("Choose an expert of this session: remarks are theirs."))
    columns_check(note)
    note.save()
    record(actor=actor, action="note.write", subject=note, at=at, session=slug, own=own, state=str(note.state))
    if not own:
        pitch_letters.typed(note, actor=actor, at=at)
    return note_release(actor=actor, note=note, at=at) if own and then == "release" else note


@transaction.atomic
def note_step(*, actor: Any, note: PitchNote, step: str, at: datetime) -> PitchNote:
    """`confirm` what the scribe typed, `leave` it to the moderator, `hold` it again, `drop` it."""
    row = _locked(note)
    actor = ACCESS.admit("note.keep", actor, row)
    if step not in STEPS:
        raise Refused("note.step", gettext_lazy("Choose what to do with the remark."))
    NOTE.move(row, step)
    row.save(update_fields=["state"])
    record(actor=actor, action=f"note.{step}", subject=row, at=at, session=row.session.slug)
    return row


@transaction.atomic
def note_release(*, actor: Any, note: PitchNote, at: datetime) -> PitchNote:
    """It becomes a remark on the version presented. Released twice, it is one remark.

    By leaving it to the moderator the expert has agreed that it goes in the expert's name: the journal says who let it
    go, and whose remark it is.
    """
    row = _locked(note)
    if row.remark_id:
        return row
    actor = ACCESS.admit("note.release", actor, row)
    NOTE.move(row, "release")
    record(actor=actor, action="note.release", subject=row, at=at, session=row.session.slug)
    row.remark = projects.remark_add(
        actor=actor_of(row.expert), project=row.pitch.project, version=row.pitch.version, section=row.section,
        severity=row.severity, text=row.text, occasion=occasion(row.session), key=f"note:{row.pk}", at=at,
    )  # fmt: skip
    row.save(update_fields=["state", "remark"])
    return row


@transaction.atomic
def notes_release(*, actor: Any, session: PracticalSession, at: datetime) -> int:
    """The evening list at one tap: all that is still the expert's own goes to the projects."""
    mine = PitchNote.objects.filter(pitch__session=session, expert=actor.person_id, state__in=OPEN_NOTES)
    rows = list(mine.order_by("id"))
    for row in rows:
        note_release(actor=actor, note=row, at=at)
    return len(rows)


def _locked(note: PitchNote) -> PitchNote:
    related = ("pitch__session", "pitch__project", "pitch__version", "expert")
    return PitchNote.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=note.pk)
