"""The programme: entries and their moves, speakers and their hours, and its publication version by version."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import journal_hold, record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events import bridge, programme_page
from svetovod.web.events.enums import TAUGHT, SessionState
from svetovod.web.events.models import (
    PracticalSession,
    ProgrammeItem,
    ProgrammeVersion,
    SessionSpeaker,
    SpeakerAbsence,
)

from .mailing import mailing_start
from .planning import planned

FIELDS = ("day", "start", "end", "hall", "kind", "title", "expected")


@transaction.atomic
def item_add(
    *, actor: Any, session: PracticalSession, day: date, start: time, end: time, kind: str, title: str, at: datetime,
    hall: str = "", speaker: str = "", speakers: list[SessionSpeaker] | None = None, expected: int | None = None,
) -> ProgrammeItem:  # fmt: skip
    """`speakers` are of this session; `speaker` are words where nobody of them is meant."""
    actor, row = planned(actor, session)
    item = ProgrammeItem(
        session=row, day=day, start=start, end=end, kind=kind, title=title, hall=hall, speaker=speaker,
        expected=expected,
    )  # fmt: skip
    _seat(item, speakers)
    record(actor=actor, action="session.update", subject=row, at=at, item=item.pk, kind=str(kind))
    return item


@transaction.atomic
def item_update(
    *, actor: Any, item: ProgrammeItem, at: datetime, speakers: list[SessionSpeaker] | None = None, **fields: Any
) -> ProgrammeItem:  # fmt: skip
    actor, session = planned(actor, item.session)
    item = session.items.select_for_update(no_key=True).get(pk=item.pk)
    if item.kind in TAUGHT and fields.get("kind", item.kind) not in TAUGHT and _has_taught(item):
        raise Refused("item.taught", _("Materials, questions or a test belong to this entry: its kind stays."))
    for name in FIELDS:
        setattr(item, name, fields.get(name, getattr(item, name)))
    _seat(item, speakers)
    record(actor=actor, action="session.update", subject=session, at=at, item=item.pk, kind=str(item.kind))
    return item


def _seat(item: ProgrammeItem, speakers: list[SessionSpeaker] | None) -> None:
    """Kept with the names of its speakers beside it, so that no list has to ask for them."""
    if not item.session.starts_on <= item.day <= item.session.ends_on:
        raise Refused("item.day", _("This day is not a day of the session."))
    if item.end <= item.start:
        raise Refused("item.hours", _("The end is not after the beginning."))
    if speakers is not None:
        if any(each.session_id != item.session_id for each in speakers):
            raise Refused("item.speaker", _("This speaker belongs to another session."))
        item.speaker = ", ".join(each.name for each in speakers)[:200]
    columns_check(item)
    item.save()
    if speakers is not None:
        item.speakers.set(speakers)


@transaction.atomic
def item_move(
    *, actor: Any, item: ProgrammeItem, at: datetime, day: date | None = None, start: time | None = None,
    hall: str | None = None, minutes: int = 0,
) -> ProgrammeItem:  # fmt: skip
    """To another hour, day or hall with the same length: by a drop, or by steps of `minutes`."""
    actor, session = planned(actor, item.session)
    item = session.items.get(pk=item.pk)
    item.session = session
    new_start = start if start is not None else item.start
    begins = datetime.combine(day or item.day, new_start) + timedelta(minutes=minutes)
    length = datetime.combine(item.day, item.end) - datetime.combine(item.day, item.start)
    ends = begins + length
    if ends.date() != begins.date() or begins.date() != (day or item.day):
        raise Refused("item.midnight", _("An entry ends on the day on which it begins."))
    hall = item.hall if hall is None else hall
    return item_update(
        actor=actor, item=item, at=at, day=begins.date(), start=begins.time(), end=ends.time(), hall=hall
    )


@transaction.atomic
def item_remove(*, actor: Any, item: ProgrammeItem, at: datetime) -> None:
    """An entry with visits that people have chosen, or with anything that was taught in it, stays."""
    actor, session = planned(actor, item.session)
    journal_hold()  # or what is taught in it while this waits for the journal would go with the entry
    if item.visits.exists():
        raise Refused("item.visits", _("Groups of visitors belong to this entry. Take them away first."))
    if _has_taught(item):
        raise Refused("item.taught", _("Materials, questions or a test belong to this entry: it stays. Rename it."))
    if session.items.filter(pk=item.pk).exists():
        record(actor=actor, action="session.update", subject=session, at=at, item_removed=item.pk, title=item.title)
        item.delete()


def _has_taught(item: ProgrammeItem) -> bool:
    rows = any(getattr(item, each).exists() for each in ("materials", "presences", "questions"))
    return rows or hasattr(item, "quiz")


@transaction.atomic
def speaker_add(
    *, actor: Any, session: PracticalSession, name: str, email: str = "", at: datetime
) -> SessionSpeaker:  # fmt: skip
    """With the address of an account, changes of the programme are told to that person."""
    actor, row = planned(actor, session)
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first() if email else None
    if email and person is None:
        raise Refused("speaker.unknown", _("Nobody with this address has an account here. Leave the address out."))
    speaker, made = SessionSpeaker.objects.get_or_create(session=row, name=name, defaults={"person": person})
    if not made and person is not None and speaker.person_id != person.pk:
        speaker.person = person
        speaker.save(update_fields=["person"])
    record(actor=actor, action="session.speaker", subject=row, at=at, speaker=speaker.pk)
    return speaker


@transaction.atomic
def speaker_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    actor, row = planned(actor, session)
    speaker = row.speakers.filter(pk=pk).first()
    if speaker is None:
        return
    if speaker.items.exists():
        raise Refused(
            "speaker.busy", _("Entries of the programme are given to this speaker. Give them to another one.")
        )
    record(actor=actor, action="session.speaker", subject=row, at=at, removed=pk)
    speaker.delete()


@transaction.atomic
def absence_add(
    *, actor: Any, session: PracticalSession, speaker: SessionSpeaker, day: date, start: time, end: time, at: datetime
) -> SpeakerAbsence:  # fmt: skip
    actor, row = planned(actor, session)
    if speaker.session_id != row.pk:
        raise Refused("item.speaker", _("This speaker belongs to another session."))
    absence, _made = SpeakerAbsence.objects.get_or_create(speaker=speaker, day=day, start=start, end=end)
    record(actor=actor, action="session.speaker", subject=row, at=at, speaker=speaker.pk, away=day.isoformat())
    return absence


@transaction.atomic
def absence_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    actor, row = planned(actor, session)
    absence = SpeakerAbsence.objects.filter(pk=pk, speaker__session=row).first()
    if absence is not None:
        record(actor=actor, action="session.speaker", subject=row, at=at, speaker=absence.speaker_id, back=True)
        absence.delete()


@transaction.atomic
def programme_publish(
    *, actor: Any, session: PracticalSession, everybody: bool = False, visitors: bool = True, at: datetime
) -> ProgrammeVersion | None:  # fmt: skip
    """The programme as it stands becomes what the public sees; whoever a change concerns gets it by letter.

    `visitors` is False when those who go on visits are told by a letter of their own.

    Unchanged, it is not published again. None where there is no programme.
    """
    actor, row = planned(actor, session)
    items = programme_page.items_of(row)
    content = programme_page.content_of(items)
    last = row.versions.first()
    changes = bridge.difference(last.content, content) if last else []
    if not content or (last and not changes):
        return last
    made = ProgrammeVersion.objects.create(
        session=row, number=last.number + 1 if last else 1, content=content, changes=changes, published_at=at,
        published_by_id=actor.person_id,
    )  # fmt: skip
    if changes and row.state != SessionState.DRAFT:
        mailing_start(
            session=row, what="programme", key=f"programme:{made.number}", people=(), at=at, version=made.pk,
            everybody=everybody, visitors=visitors,
        )  # fmt: skip
    record(actor=actor, action="programme.publish", subject=row, at=at, number=made.number, changes=len(changes))
    return made
