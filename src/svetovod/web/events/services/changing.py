"""When a session is put off, goes online or is called off: what happens to everybody, and the letter that says it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import Attendance, RegistrationState, SessionState
from svetovod.web.events.models import DateChange, PracticalSession
from svetovod.web.events.seats import lock
from svetovod.web.events.states import REGISTRATION, SESSION

from .mailing import mailing_start
from .programme import programme_publish

CONCERNED = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@transaction.atomic
def session_postpone(
    *, actor: Any, session: PracticalSession, starts_on: date, ends_on: date, precision: str,
    registration_until: datetime, papers_until: datetime, reason: str, at: datetime,
) -> PracticalSession:  # fmt: skip
    """Other dates. Registrations stay in force, the programme moves along, the earlier dates stay on record."""
    row, actor = _locked(actor, session)
    if (row.starts_on, row.ends_on, row.precision) == (starts_on, ends_on, precision):
        if row.state == SessionState.POSTPONED:
            return row
        raise Refused("dates.same", _("These are the dates already announced. Give others, or a month or a quarter."))
    DateChange.objects.create(
        session=row, starts_on=row.starts_on, ends_on=row.ends_on, precision=row.precision, reason=reason, at=at
    )
    if row.state != SessionState.POSTPONED:
        SESSION.move(row, "postpone")
    _shift(row, starts_on - row.starts_on)
    row.starts_on, row.ends_on, row.precision = starts_on, ends_on, precision
    row.registration_until, row.papers_until = registration_until, papers_until
    columns_check(row)
    row.save()
    programme_publish(actor=actor, session=row, visitors=False, at=at)
    told = _tell(row, "postponed", reason, at)
    record(
        actor=actor, action="session.postpone", subject=row, at=at, starts_on=starts_on.isoformat(),
        precision=precision, reason=reason, told=told,
    )  # fmt: skip
    return row


@transaction.atomic
def session_redate(
    *, actor: Any, session: PracticalSession, starts_on: date, ends_on: date, precision: str,
    registration_until: datetime, papers_until: datetime, at: datetime,
) -> PracticalSession:  # fmt: skip
    """Other dates of a draft, which were told to nobody: its programme moves along."""
    row, actor = _locked(actor, session)
    if row.state != SessionState.DRAFT:
        raise Refused("session.announced", _("The session is announced: postpone it, and everybody is told."))
    given = {
        "starts_on": starts_on, "ends_on": ends_on, "precision": precision, "registration_until": registration_until,
        "papers_until": papers_until,
    }  # fmt: skip
    changed = [name for name, value in given.items() if getattr(row, name) != value]
    if not changed:
        return row
    _shift(row, starts_on - row.starts_on)
    for name in changed:
        setattr(row, name, given[name])
    columns_check(row)
    row.save()
    record(actor=actor, action="session.update", subject=row, at=at, changed=changed)
    return row


@transaction.atomic
def session_move_online(
    *, actor: Any, session: PracticalSession, online_url: str, reason: str, at: datetime
) -> PracticalSession:  # fmt: skip
    """Nobody travels: visits are taken off, registrations stay, the link goes to the registered by letter."""
    row, actor = _locked(actor, session)
    if row.state == SessionState.MOVED_ONLINE and row.online_url == online_url:
        return row
    if row.state != SessionState.MOVED_ONLINE:
        SESSION.move(row, "move_online")
    row.attendance, row.online_url = Attendance.ONLINE, online_url
    columns_check(row)
    row.save()
    row.registrations.filter(state__in=CONCERNED, visit__isnull=False).update(visit=None, revision=F("revision") + 1)
    told = _tell(row, "moved_online", reason, at)
    record(actor=actor, action="session.move_online", subject=row, at=at, reason=reason, told=told)
    return row


@transaction.atomic
def session_cancel(*, actor: Any, session: PracticalSession, reason: str, at: datetime) -> PracticalSession:
    """Every registration ends; each person gets a letter with the reason."""
    row, actor = _locked(actor, session)
    if row.state == SessionState.CANCELLED:
        return row
    SESSION.move(row, "cancel")
    row.save(update_fields=["state"])
    told = _tell(row, "called_off", reason, at)
    for state in CONCERNED:
        ended = REGISTRATION.target("cancel", state)
        row.registrations.filter(state=state).update(state=ended, revision=F("revision") + 1)
    record(actor=actor, action="session.cancel", subject=row, at=at, reason=reason, told=told)
    return row


def concerned(session: PracticalSession) -> dict[str, int]:
    """How many people a change concerns, shown before it is made."""
    states = list(session.registrations.filter(state__in=CONCERNED).values_list("state", "visit"))
    return {
        "confirmed": sum(state == RegistrationState.CONFIRMED for state, _visit in states),
        "waiting": sum(state == RegistrationState.WAITING for state, _visit in states),
        "visits": sum(visit is not None for _state, visit in states),
    }


def _locked(actor: Any, session: PracticalSession) -> tuple[PracticalSession, Any]:
    row = lock(session)
    return row, ACCESS.admit("session.update", actor, row)


def _tell(session: PracticalSession, what: str, reason: str, at: datetime) -> int:
    """A letter to everybody whose place or turn the change concerns, queued by a job."""
    stamp = f"{session.starts_on:%Y%m%d}:{session.precision}"
    people = session.registrations.filter(state__in=CONCERNED).order_by("pk").values_list("pk", flat=True)
    return mailing_start(
        session=session, what=what, key=f"{what}:{stamp}", people=people, at=at, reason=reason, stamp=stamp
    )  # fmt: skip


def _shift(session: PracticalSession, by: timedelta) -> None:
    session.items.update(day=F("day") + by)
    session.pitches.exclude(slot=None).update(slot=F("slot") + by)
