"""What one does with one's own registration, by the link of the letter or signed in."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.events import letters, tokens
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import LIVE, SEATED, RegistrationState
from svetovod.web.events.models import (
    ConsentDocument,
    PracticalSession,
    Registration,
    RegistrationConsent,
    Visit,
    VisitDesk,
)
from svetovod.web.events.seats import lock
from svetovod.web.events.states import REGISTRATION

from .registering import Applicant, person_of, refuse_visit
from .waiting import promote


@transaction.atomic
def registration_cancel(
    *, actor: Any, registration: Registration, token: str = "", reason: str = "", promotes: bool = True, at: datetime
) -> Registration:
    """Gives the place up; the first of the waiting list gets it, unless the caller sees to that. Twice is once."""
    actor, session, row = locked(actor, registration, token)
    if row.state in {RegistrationState.CANCELLED, RegistrationState.DECLINED}:
        return row
    REGISTRATION.move(row, "cancel")
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    record(actor=actor, action="registration.cancel", subject=row, at=at, session=session.slug, state=str(row.state))
    oneself = _by_link(row, token) or actor.person_id == row.person_id
    letters.send(row, "cancelled" if oneself else "struck", at=at, reason=reason)
    if promotes:
        promote(actor=actor, session=session, at=at)
    return row


@transaction.atomic
def registration_visit(
    *, actor: Any, registration: Registration, visit: Visit | None, token: str = "", at: datetime
) -> Registration:
    """Changes the visit while it has places. Where visits are given by wishes it can only be given up: the host has
    said there whom it lets in."""
    actor, session, row = locked(actor, registration, token)
    if row.visit_id == (visit.pk if visit else None):
        return row
    if row.state not in {RegistrationState.CONFIRMED, RegistrationState.WAITING}:
        raise Refused("registration.over", _("This registration is no longer in force, its visit cannot be changed."))
    if visit is not None:
        if VisitDesk.objects.filter(session=session).exists():
            raise Refused("visit.by_wishes", _("Visits are given by wishes here: say yours, or ask the organiser."))
        refuse_visit(session, visit, seated=row.state == RegistrationState.CONFIRMED)
    row.visit = visit
    row.revision += 1
    row.save(update_fields=["visit", "revision"])
    record(actor=actor, action="registration.visit", subject=row, at=at, visit=row.visit_id)
    return row


@transaction.atomic
def registration_transfer(
    *, actor: Any, registration: Registration, name: str, email: str, token: str = "", at: datetime
) -> Registration:
    """Hands the place to a colleague, who gets a letter, a link and the consents to give. The place stays taken."""
    actor, session, row = locked(actor, registration, token)
    if row.state == RegistrationState.TRANSFERRED and row.successor is not None:
        return row.successor
    person = person_of(Applicant(email=email, name=name, kind=row.kind, region=row.region))
    return _transfer(actor, session, row, person, at)


@transaction.atomic
def registration_hand_over(*, actor: Any, registration: Registration, person: Any, at: datetime) -> Registration:
    """The same for a colleague who is known. For a handover of all work, which has asked whether it may."""
    session = lock(registration.session)
    row = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("visit")
        .get(pk=registration.pk)
    )
    if row.state == RegistrationState.TRANSFERRED and row.successor is not None:
        return row.successor
    return _transfer(actor, session, row, person, at)


def _transfer(actor: Any, session: PracticalSession, row: Registration, person: Any, at: datetime) -> Registration:
    if session.registrations.filter(person=person, state__in=LIVE).exists():
        raise Refused("registration.twice", _("This colleague is registered already. Cancel your own registration."))
    REGISTRATION.move(row, "transfer")
    made = Registration.objects.create(
        session=session, person=person, organisation=row.organisation, organisation_name=row.organisation_name,
        cluster=row.cluster, region=row.region, kind=row.kind, visit=row.visit, registered_at=at,
        state=RegistrationState.CONFIRMED, token_hash=tokens.hashed(tokens.token_for(session.pk, person.pk, at)),
    )  # fmt: skip
    row.successor, row.revision = made, row.revision + 1
    row.save(update_fields=["state", "successor", "revision"])
    record(actor=actor, action="registration.transfer", subject=row, at=at, to=made.pk, person=str(person.pseudonym))
    letters.send(made, "confirmed", at=at)
    return made


@transaction.atomic
def consents_give(
    *, actor: Any, registration: Registration, documents: Collection[ConsentDocument], token: str = "", at: datetime
) -> None:
    """Consents given after the registration, as by the colleague it was handed to, or again after they were taken
    back."""
    actor, _session, row = locked(actor, registration, token)
    row.consents.filter(document__in=documents, withdrawn_at__isnull=False).update(given_at=at, withdrawn_at=None)
    RegistrationConsent.objects.bulk_create(
        (RegistrationConsent(registration=row, document=document, given_at=at) for document in documents),
        ignore_conflicts=True,
    )
    record(
        actor=actor, action="registration.consent", subject=row, at=at,
        documents=[f"{document.code} {document.version}" for document in documents],
    )  # fmt: skip


@transaction.atomic
def consent_withdraw(
    *, actor: Any, registration: Registration, document_id: int, token: str = "", at: datetime
) -> None:  # fmt: skip
    """At any time, for any consent a registration can do without; taken back already, nothing changes."""
    actor, _session, row = locked(actor, registration, token)
    given = row.consents.select_related("document").filter(document=document_id, withdrawn_at__isnull=True).first()
    if given is None:
        return
    if given.document.required:
        raise Refused(
            "consent.required",
            _("There is no registration without this consent: to take it back, cancel the registration."),
        )
    given.withdrawn_at = at
    given.save(update_fields=["withdrawn_at"])
    record(
        actor=actor, action="registration.consent_withdraw", subject=row, at=at,
        documents=[f"{given.document.code} {given.document.version}"],
    )  # fmt: skip


@transaction.atomic
def registration_come(*, actor: Any, registration: Registration, token: str = "", at: datetime) -> Registration:
    """Whoever has moved up says that they come: the place is theirs. Said again, nothing changes."""
    actor, session, row = locked(actor, registration, token)
    if row.state not in SEATED:
        raise Refused(
            "registration.not_asked",
            _("No place is held for you: the time to answer is over, or the registration has ended."),
        )
    if row.asked_until is None:
        return row
    row.asked_until = None
    row.revision += 1
    row.save(update_fields=["asked_until", "revision"])
    record(actor=actor, action="registration.come", subject=row, at=at, session=session.slug)
    letters.send(row, "confirmed", at=at, key=f"registration:{row.pk}:come:{row.revision}")
    return row


def locked(actor: Any, registration: Registration, token: str) -> tuple[Any, PracticalSession, Registration]:
    """Locks the session, then the registration: always in this order. A right link is as good as signing in.

    The actor comes back in the capacity that permits; with the link it is none.
    """
    session = lock(registration.session)
    row = Registration.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person", "visit__item", "visit__host"
    )
    found = row.get(pk=registration.pk)
    actor = replace(actor, acting=None) if _by_link(found, token) else ACCESS.admit("registration.manage", actor, found)
    found.session = session
    return actor, session, found


def _by_link(row: Registration, token: str) -> bool:
    return bool(token) and constant_time_compare(tokens.hashed(token), row.token_hash)


def seated(actor: Any, registration: Registration, token: str, session_id: int) -> tuple[Any, Registration]:
    """The same for what one does oneself and nobody for another: a place at that session, by its link or signed in."""
    actor, session, row = locked(actor, registration, token)
    if session.pk != session_id or row.state not in SEATED:
        raise Denied("registration.manage")
    if not (_by_link(row, token) or actor.person_id == row.person_id):
        raise Denied("registration.manage")
    return actor, row
