"""The moderator's hand: a presentation begins, ends, changes places with the next; lists go home at the end."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events import pitch_letters
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import NoteState, SessionState
from svetovod.web.events.live_page import pitches_of
from svetovod.web.events.models import Pitch, ProgrammeItem
from svetovod.web.events.seats import lock

from .notes import note_release

STEPS = ("start", "end", "later")


@transaction.atomic
def pitch_step(*, actor: Any, item: ProgrammeItem, pitch_id: int, step: str, at: datetime) -> Pitch:
    """`start` ends whatever is heard in that hall; one that has ended goes on. `later` lets the next one go first."""
    session = lock(item.session)
    actor = ACCESS.admit("floor.run", actor, item)
    if session.state != SessionState.RUNNING:
        raise Refused("floor.closed", gettext_lazy("The session is not running: its organiser starts it first."))
    rows = list(pitches_of(item).select_for_update(of=("self",), no_key=True).select_related("project"))
    pitch = next((row for row in rows if row.pk == pitch_id), None)
    if pitch is None or step not in STEPS:
        raise Refused("floor.none", gettext_lazy("This presentation is not in this hall and at this time any more."))
    changed = {"start": _start, "end": _end, "later": _later}[step](rows, pitch, at)
    for row in changed:
        row.save(update_fields=["slot", "started_at", "ended_at"])
    if changed:
        record(actor=actor, action=f"pitch.{step}", subject=pitch, at=at, session=session.slug, slot=pitch.slot)
    return pitch


def _start(rows: list[Pitch], pitch: Pitch, at: datetime) -> list[Pitch]:
    heard = [row for row in rows if row.started_at and not row.ended_at and row is not pitch]
    for row in heard:
        row.ended_at = at
    if pitch.started_at and not pitch.ended_at:
        return heard
    pitch.started_at, pitch.ended_at = pitch.started_at or at, None
    return [*heard, pitch]


def _end(rows: list[Pitch], pitch: Pitch, at: datetime) -> list[Pitch]:
    if pitch.started_at is None or pitch.ended_at:
        return []
    pitch.ended_at = at
    return [pitch]


def _later(rows: list[Pitch], pitch: Pitch, at: datetime) -> list[Pitch]:
    waiting = [row for row in rows if row.started_at is None]
    place = waiting.index(pitch) if pitch in waiting else len(waiting)
    if place + 1 >= len(waiting):
        return []
    other = waiting[place + 1]
    pitch.slot, other.slot = other.slot, pitch.slot
    return [pitch, other]


@transaction.atomic
def pitches_home(*, actor: Any, item: ProgrammeItem, at: datetime) -> int:
    """Everything left to the moderator goes to its project, and who leads each project is told where its list is."""
    lock(item.session)
    actor = ACCESS.admit("floor.run", actor, item)
    heard = list(pitches_of(item).exclude(started_at=None).select_related("session", "project", "version"))
    if not heard:
        raise Refused("floor.unheard", gettext_lazy("No project was heard yet: there is nothing to send home."))
    sent = 0
    for pitch in heard:
        for note in pitch.notes.filter(state=NoteState.READY):
            note_release(actor=actor, note=note, at=at)
            sent += 1
        pitch_letters.presented(pitch, actor=actor, at=at)
    record(actor=actor, action="pitches.home", subject=item, at=at, projects=len(heard), remarks=sent)
    return len(heard)
