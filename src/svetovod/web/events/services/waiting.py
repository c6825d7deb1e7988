"""The waiting list: who moves up, until when they say whether they come, and what follows when they do not."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.events import letters
from svetovod.web.events.enums import RegistrationState, SessionState
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.events.seats import Places, lock, visit_free
from svetovod.web.events.states import REGISTRATION

OVER = (SessionState.FINISHED, SessionState.ARCHIVED, SessionState.CANCELLED)


def promote(*, actor: Any, session: PracticalSession, at: datetime, passed: Collection[int] = ()) -> int:
    """Gives free places to those who wait longest: a full quota holds up nobody of another one. Where the session
    has a term, the place is held until they answer. `passed` have just let theirs go by and are not asked at once.

    The caller holds the lock on the session.
    """
    if session.state in OVER or timezone.localtime(at).date() > session.ends_on:
        return 0
    waiting = session.registrations.filter(state=RegistrationState.WAITING).exclude(pk__in=passed)
    places = Places(session)
    if not places.free:
        return 0
    turns = waiting.select_related("person", "visit__item").order_by(Coalesce("queued_at", "registered_at"), "id")
    lucky = [row for row in turns if places.take(row.kind, row.region)]
    until = _until(session, at)
    for row in lucky:
        if row.visit is not None and not visit_free(row.visit):
            row.visit = None
        REGISTRATION.move(row, "confirm")
        row.asked_until = until
        row.revision += 1
        row.save(update_fields=["state", "visit", "asked_until", "revision"])
        asked = {"until": until.isoformat()} if until else {}
        record(actor=actor, action="registration.promote", subject=row, at=at, session=session.slug, **asked)
        # asked again after another turn, it is another letter
        key = f"registration:{row.pk}:asked:{row.revision}" if until else ""
        letters.send(row, "asked" if until else "promoted", at=at, key=key)
    return len(lucky)


def _until(session: PracticalSession, at: datetime) -> datetime | None:
    """The end of the term, before the first day at the latest; none where a place is given at once."""
    begins = datetime.combine(session.starts_on, time.min, ZoneInfo(session.zone))
    until = min(at + timedelta(hours=session.confirm_hours), begins)
    return until if until > at else None


def terms_sweep(*, at: datetime) -> int:
    """Whoever has not answered in time goes to the end of the list, and the place to whoever is next. How many."""
    due = Registration.objects.filter(state=RegistrationState.CONFIRMED, asked_until__lte=at)
    sessions = PracticalSession.objects.filter(pk__in=due.values("session")).exclude(state__in=OVER)
    return sum(_terms_end(session, at) for session in sessions.order_by("pk"))


@transaction.atomic
def _terms_end(session: PracticalSession, at: datetime) -> int:
    row = lock(session)
    due = row.registrations.filter(state=RegistrationState.CONFIRMED, asked_until__lte=at)
    late = list(
        due.select_for_update(of=("self",), no_key=True)
        .select_related("person", "visit__item")
        .order_by("asked_until", "pk")
    )
    for each in late:
        REGISTRATION.move(each, "let_pass")
        each.asked_until, each.queued_at = None, at
        each.revision += 1
        each.save(update_fields=["state", "asked_until", "queued_at", "revision"])
        record(actor=SYSTEM, action="registration.let_pass", subject=each, at=at, session=row.slug)
        letters.send(each, "passed", at=at, key=f"registration:{each.pk}:passed:{each.revision}")
    promote(actor=SYSTEM, session=row, at=at, passed=[each.pk for each in late])
    return len(late)
