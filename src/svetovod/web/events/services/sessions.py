"""The session itself: announcing it, its bodies, programme and visits."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.services import standing_hold
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.common.latin import free_slug, slug_of
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import BodyRole, ConsentDocument, PracticalSession, ProgrammeItem, Visit
from svetovod.web.events.phrases import days_past
from svetovod.web.events.seats import lock
from svetovod.web.events.states import SESSION

from .planning import address_taken, draft_of, found, save_new
from .programme import programme_publish

LONGEST = 55  # of an address that is worked out, with room for a number


@transaction.atomic
def session_create(*, actor: Any, at: datetime, slug: str = "", **fields: Any) -> PracticalSession:
    """A draft. Without an address it gets one of its place and year. A second press, equal in all that was typed,
    gives the draft of the first; an address that another session has is refused."""
    actor = ACCESS.admit("session.create", actor)
    standing_hold(actor.person_id)  # of two presses the later sees what the first has made
    if (known := _made_before(actor, slug, fields)) is not None:
        return known
    session = _saved(slug, fields)
    record(actor=actor, action="session.create", subject=session, at=at, slug=session.slug, capacity=session.capacity)
    found(actor, session, at)
    return session


def _saved(slug: str, fields: Mapping[str, Any]) -> PracticalSession:
    """An address that was worked out, taken meanwhile by somebody else, gives way to the next number."""
    rows = PracticalSession.objects.all()
    while True:
        session = PracticalSession(slug=slug or free_slug(rows, _named(fields), LONGEST), **fields)
        try:
            save_new(session)
        except Refused:
            if slug or not rows.filter(slug=session.slug).exists():
                raise
        else:
            return session


def _named(fields: Mapping[str, Any]) -> str:
    return f"{fields['place']} {fields['starts_on'].year}"


def _made_before(actor: Any, slug: str, fields: Mapping[str, Any]) -> PracticalSession | None:
    """What an earlier press of the same has made; without an address it is looked for among those worked out."""
    if slug:
        known = PracticalSession.objects.filter(slug=slug).first()
        if known is not None and actor.person_id is not None and not _same(actor, known, fields):
            raise address_taken()
        return known
    rows = PracticalSession.objects.filter(slug__startswith=slug_of(_named(fields), LONGEST), title=fields["title"])
    return next((row for row in rows.order_by("pk") if _same(actor, row, fields)), None)


def _same(actor: Any, known: PracticalSession, fields: Mapping[str, Any]) -> bool:
    return all(getattr(known, name) == value for name, value in fields.items()) and draft_of(actor, known)


@transaction.atomic
def session_move(
    *, actor: Any, session: PracticalSession, action: str, at: datetime, held: bool = False
) -> PracticalSession:  # fmt: skip
    """Publishes, closes registration, starts, finishes, postpones: an action of the table of states.

    One whose days are past is not published, for nobody can come; `held`: the demonstration is given ones that were.
    """
    row = lock(session)
    actor = ACCESS.admit("session.publish" if action == "publish" else "session.update", actor, row)
    before = row.state
    if action == "publish" and days_past(row, at) and not held:
        raise Refused("session.past", _("The days of the session are past. Move the dates first, then publish it."))
    SESSION.move(row, action)
    row.save(update_fields=["state"])
    if action == "publish":
        programme_publish(actor=actor, session=row, at=at)
    record(actor=actor, action=f"session.{action}", subject=row, at=at, before=str(before), after=str(row.state))
    return row


@transaction.atomic
def body_add(*, actor: Any, session: PracticalSession, name: str, role: str, order: int, at: datetime) -> BodyRole:
    actor = ACCESS.admit("session.update", actor, session)
    body, made = BodyRole.objects.get_or_create(session=session, name=name, role=role, defaults={"order": order})
    if made:
        record(actor=actor, action="session.update", subject=session, at=at, body=name, role=role)
    return body


@transaction.atomic
def visit_add(
    *, actor: Any, item: ProgrammeItem, host: Any, capacity: int, at: datetime, subject: str = "",
    meeting_point: str = "", travel: int = 0, bus: str = "", briefing: str = "",
) -> Visit:  # fmt: skip
    actor = ACCESS.admit("session.update", actor, item.session)
    visit = Visit(
        item=item,
        host=host,
        capacity=capacity,
        subject=subject,
        meeting_point=meeting_point,
        travel=travel,
        bus=bus,
        briefing=briefing,
    )
    columns_check(visit)
    visit.save()
    record(actor=actor, action="session.update", subject=item.session, at=at, visit=visit.pk, capacity=capacity)
    return visit


@transaction.atomic
def consent_publish(
    *, actor: Any, code: str, version: str, title: str, text: str, required: bool, in_force_from: date, at: datetime
) -> ConsentDocument:
    """A text to agree to. A published version never changes: a new wording is a new version."""
    actor = ACCESS.admit("session.create", actor)
    values = {"title": title, "text": text, "required": required, "in_force_from": in_force_from}
    document, made = ConsentDocument.objects.get_or_create(code=code, version=version, defaults=values)
    if made:
        record(actor=actor, action="consent.publish", subject=document, at=at, code=code, version=version)
    return document
