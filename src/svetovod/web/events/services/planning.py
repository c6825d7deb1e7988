"""The organiser's plan: what the session is, its halls, quotas, bodies and team; a session like an earlier one."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import UniqueViolation

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import invitation_create, role_entrust, role_revoke, standing_hold
from svetovod.web.audit.selectors import last_said
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import SEATED, SessionState
from svetovod.web.events.models import (
    Hall,
    PracticalSession,
    ProgrammeItem,
    SeatQuota,
    SessionSeries,
    Visit,
    VisitDesk,
)
from svetovod.web.events.seats import lock

from .answers import fields_copy
from .logos import logo_orphaned, logos_copy
from .waiting import promote

SHUT = (SessionState.FINISHED, SessionState.ARCHIVED, SessionState.CANCELLED)
TEAM = (
    Role.ORGANISER, Role.EXPERT, Role.MODERATOR, Role.SCRIBE, Role.CHECK_IN, Role.PASS_OFFICER, Role.HOST,
    Role.LOCAL_OPERATOR, Role.PRESS_OFFICER,
)  # fmt: skip
COPIED = (
    "series", "title", "place", "region", "precision", "capacity", "confirm_hours", "attendance", "zone", "map_url",
    "about", "pack", "selection_year", "selection_quarter", "is_demo",
)  # fmt: skip


@transaction.atomic
def series_create(*, actor: Any, slug: str, title: str, about: str = "", at: datetime) -> SessionSeries:
    actor = ACCESS.admit("session.create", actor)
    series, made = SessionSeries.objects.get_or_create(slug=slug, defaults={"title": title, "about": about})
    if made:
        record(actor=actor, action="series.create", subject=series, at=at, slug=slug)
    return series


def planned(actor: Any, session: PracticalSession) -> tuple[Any, PracticalSession]:
    """The session locked, for who may plan it; what is over stays as it was."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    if row.state in SHUT:
        raise Refused("session.over", _("The session is over: its plan is kept as it was and can only be read."))
    return actor, row


@transaction.atomic
def session_update(*, actor: Any, session: PracticalSession, at: datetime, **fields: Any) -> PracticalSession:
    """New details. More places at once go to those who wait; fewer than are taken is refused."""
    actor, row = planned(actor, session)
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    taken = row.registrations.filter(state__in=SEATED).count()
    if "capacity" in changed and row.capacity < taken:
        raise Refused(
            "capacity.taken",
            _("%(taken)d places are taken already: fewer cannot be given. Take registrations back first.")
            % {"taken": taken},
        )
    if not changed:
        return row
    columns_check(row)
    row.save()
    record(actor=actor, action="session.update", subject=row, at=at, changed=changed)
    if row.state != SessionState.DRAFT:
        promote(actor=actor, session=row, at=at)
    return row


@transaction.atomic
def hall_add(*, actor: Any, session: PracticalSession, name: str, seats: int | None, at: datetime) -> Hall:
    """A hall, or another number of seats in a known one."""
    actor, row = planned(actor, session)
    order = row.halls.count()
    hall, made = Hall.objects.get_or_create(session=row, name=name, defaults={"seats": seats, "order": order})
    if not made and hall.seats != seats:
        hall.seats = seats
        hall.save(update_fields=["seats"])
    record(actor=actor, action="session.update", subject=row, at=at, hall=name, seats=seats)
    return hall


@transaction.atomic
def hall_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    actor, row = planned(actor, session)
    hall = row.halls.filter(pk=pk).first()
    if hall is None:
        return
    if row.items.filter(hall=hall.name).exists():
        raise Refused("hall.busy", _("Entries of the programme are in this hall. Move them to another one first."))
    record(actor=actor, action="session.update", subject=row, at=at, hall_removed=hall.name)
    hall.delete()


@transaction.atomic
def quota_set(
    *, actor: Any, session: PracticalSession, kind: str, region: str, places: int, at: datetime
) -> SeatQuota:  # fmt: skip
    """At most so many of that kind or region from now on; who has a place keeps it. Who waits may move up."""
    actor, row = planned(actor, session)
    quota, _made = SeatQuota.objects.update_or_create(
        session=row, kind=kind, region=region, defaults={"places": places}
    )  # fmt: skip
    record(actor=actor, action="session.quota", subject=row, at=at, kind=kind, region=region, places=places)
    promote(actor=actor, session=row, at=at)
    return quota


@transaction.atomic
def quota_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    actor, row = planned(actor, session)
    quota = row.quotas.filter(pk=pk).first()
    if quota is None:
        return
    record(actor=actor, action="session.quota", subject=row, at=at, kind=quota.kind, region=quota.region, places=None)
    quota.delete()
    promote(actor=actor, session=row, at=at)


@transaction.atomic
def body_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    actor, row = planned(actor, session)
    body = row.bodies.filter(pk=pk).first()
    if body is not None:
        record(actor=actor, action="session.update", subject=row, at=at, body_removed=body.name, role=body.role)
        body.delete()
        logo_orphaned(actor=actor, session=row, name=body.name, at=at)


@transaction.atomic
def team_add(
    *, actor: Any, session: PracticalSession, email: str, role: str, at: datetime, real_now: datetime
) -> bool:  # fmt: skip
    """Gives the role to whoever has an account, invites whoever has none. Says whether it was given at once."""
    known = Person.objects.select_for_update(no_key=True).filter(email__iexact=email.strip(), is_active=True)
    person = known.first()  # people before the session: a handover holds them in that order
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    if role not in TEAM:
        raise Refused("team.role", _("This role is not given in a session."))
    if email.strip().lower() == actor.email.lower():
        raise Refused("team.oneself", _("Nobody gives a role to themselves. Ask another organiser."))
    place: dict[str, Any] = {
        "role": role,
        "scope": Scope.SESSION,
        "scope_id": row.slug,
        "label": row.title[:200],
        "at": at,
    }
    if person is not None:
        role_entrust(actor=actor, person=person, **place)
        return True
    invitation_create(actor=actor, email=email, real_now=real_now, **place)
    return False


@transaction.atomic
def team_remove(*, actor: Any, session: PracticalSession, pk: int, at: datetime) -> None:
    """Takes a role in the session back. The last organiser stays: a session without one could not be run."""
    held = RoleGrant.objects.filter(scope=Scope.SESSION, scope_id=session.slug, revoked_at=None)
    if asked := held.filter(pk=pk).first():
        standing_hold(asked.person_id)  # people and roles before the session
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    grant = held.filter(pk=pk, role__in=TEAM).first()
    if grant is None:
        return
    if grant.role == Role.ORGANISER and held.filter(role=Role.ORGANISER).count() == 1:
        raise Refused("team.last", _("This is the last organiser of the session. Add another one first."))
    role_revoke(actor=actor, grant=grant, at=at)


@transaction.atomic
def session_clone(
    *, actor: Any, session: PracticalSession, slug: str, starts_on: date, at: datetime
) -> PracticalSession:  # fmt: skip
    """A draft like this session, moved to other days: its plan, questions and programme come along, people do not."""
    actor = ACCESS.admit("session.create", actor)
    actor = ACCESS.admit("session.update", actor, session)
    standing_hold(actor.person_id)  # people and roles before the session
    lock(session)
    if known := PracticalSession.objects.filter(slug=slug).first():
        if known.starts_on == starts_on and _pressed(actor, known, session):
            return known
        raise address_taken()
    by = starts_on - session.starts_on
    made = PracticalSession(
        slug=slug, ordinal=session.ordinal + 1, starts_on=starts_on, ends_on=session.ends_on + by,
        registration_until=session.registration_until + by, papers_until=session.papers_until + by,
        **{name: getattr(session, name) for name in COPIED},
    )  # fmt: skip
    save_new(made)
    _copy_parts(session, made, by)
    logos_copy(actor=actor, source=session, made=made, at=at)
    found(actor, made, at)
    record(actor=actor, action="session.clone", subject=made, at=at, source=session.slug, slug=slug)
    return made


def _pressed(actor: Any, known: PracticalSession, source: PracticalSession) -> bool:
    """Whether the actor has made that draft from that session: the roles an actor came with may be of before."""
    return draft_of(actor, known) and last_said(known, "session.clone").get("source") == source.slug


def draft_of(actor: Any, known: PracticalSession) -> bool:
    """Whether it is still a draft, of the actor's own session."""
    team = RoleGrant.objects.filter(scope=Scope.SESSION, scope_id=known.slug, role=Role.ORGANISER, revoked_at=None)
    own = actor.person_id is None or team.filter(person=actor.person_id).exists()
    return own and known.state == SessionState.DRAFT


def save_new(session: PracticalSession) -> None:
    """Refused where its address is taken: the database says so, also when somebody takes it at this moment."""
    columns_check(session)
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise address_taken() from error
        raise


def address_taken() -> Refused:
    return Refused("session.slug", _("A session with this address exists already. Choose another address."))


def _copy_parts(source: PracticalSession, made: PracticalSession, by: timedelta) -> None:
    parts: tuple[Any, ...] = (source.bodies.all(), source.halls.all(), source.quotas.all(), source.items.all())
    entries: dict[int, ProgrammeItem] = {}
    for rows in parts:
        copies = list(rows)
        keys = [row.pk for row in copies]
        for row in copies:
            row.pk, row.session = None, made
            if hasattr(row, "day"):
                row.day += by
        rows.model.objects.bulk_create(copies)
        entries = dict(zip(keys, copies, strict=True))  # of the last part, which is the programme
    visits = list(Visit.objects.filter(item__session=source))
    for visit in visits:
        visit.pk, visit.item = None, entries[visit.item_id]
    Visit.objects.bulk_create(visits)
    if desk := VisitDesk.objects.filter(session=source).first():
        terms = {"wishes_until": desk.wishes_until + by, "answers_until": desk.answers_until + by}
        VisitDesk.objects.create(session=made, keep_days=desk.keep_days, **terms)
    fields_copy(source, made)


def found(actor: Any, session: PracticalSession, at: datetime) -> None:
    """Whoever begins a session is its first organiser, and may make others so."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is not None:
        role_entrust(
            actor=actor, person=person, role=Role.ORGANISER, scope=Scope.SESSION, scope_id=session.slug,
            label=session.title[:200], at=at,
        )  # fmt: skip
