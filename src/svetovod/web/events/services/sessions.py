"""The session itself: announcing it, its bodies, programme and visits."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.services import standing_hold
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import BodyRole, ConsentDocument, PracticalSession, ProgrammeItem, Visit
from svetovod.web.events.phrases import days_past
from svetovod.web.events.seats import lock
from svetovod.web.events.states import SESSION

from .planning import address_taken, draft_of, found, save_new
from .programme import programme_publish


@transaction.atomic
def session_create(*, actor: Any, at: datetime, **fields: Any) -> PracticalSession:
    """A draft. A second press, equal in all that was typed, gives the draft of the first; an address that another
    session has is refused."""
    actor = ACCESS.admit("session.create", actor)
    standing_hold(actor.person_id)  # of two presses the later sees what the first has made
    if known := PracticalSession.objects.filter(slug=fields["slug"]).first():
        equal = all(getattr(known, name) == value for name, value in fields.items())
        if actor.person_id is not None and not (equal and draft_of(actor, known)):
            raise address_taken()
        return known
    session = PracticalSession(**fields)
    save_new(session)
    record(actor=actor, action="session.create", subject=session, at=at, slug=session.slug, capacity=session.capacity)
    found(actor, session, at)
    return session


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
    visit.full_clean()
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
