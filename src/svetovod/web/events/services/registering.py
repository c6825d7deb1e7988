"""Registering: one person, one session, never more seats than there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.events import letters, tokens
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import LIVE, SEATED, RegistrationState, SessionState
from svetovod.web.events.models import ConsentDocument, PracticalSession, Registration, RegistrationConsent, Visit
from svetovod.web.events.seats import Places, lock, visit_free
from svetovod.web.events.states import REGISTRATION

from .answers import answers_keep


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the form asks."""

    email: str
    name: str
    kind: str
    region: str
    position: str = ""
    phone: str = ""
    language: str = "ru"
    organisation: Any = None
    organisation_name: str = ""
    cluster: Any = None
    visit: Visit | None = None
    consents: Collection[ConsentDocument] = ()
    answers: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`token` went to the address by letter; no page shows it to whoever filled the form."""

    registration: Registration
    token: str = ""


@transaction.atomic
def registration_create(*, actor: Any, session: PracticalSession, applicant: Applicant, at: datetime) -> Outcome:
    """Confirms while there are places, then puts on the waiting list; who is registered gets the link again.

    Refusals come before the address is looked up: whether it is known shows in the letter alone.
    """
    row = lock(session)
    actor = ACCESS.admit("registration.create", actor, row)
    refuse_closed(row, at)
    place = Places(row).take(applicant.kind, applicant.region)
    if applicant.visit is not None:
        refuse_visit(row, applicant.visit, seated=place)
    person = person_of(applicant)
    if known := row.registrations.filter(person=person, state__in=LIVE).select_related("visit").first():
        _remind(known, at)
        return Outcome(known)
    made = _save(row, person, applicant, at)
    REGISTRATION.move(made, "register")
    if place:
        REGISTRATION.move(made, "confirm")
    made.save()
    _agree(made, applicant.consents, at)
    answers_keep(made, applicant.answers, at)
    letters.send(made, "confirmed" if place else "waiting", at=at)
    # last: whoever writes anything at all waits for the journal
    record(
        actor=actor, action="registration.create", subject=made, at=at, session=row.slug, kind=made.kind,
        state=str(made.state), person=str(person.pseudonym), region=made.region,
    )  # fmt: skip
    return Outcome(made, tokens.token_for(row.pk, person.pk, made.registered_at))


@transaction.atomic
def delegation_register(
    *, actor: Any, session: PracticalSession, applicants: Collection[Applicant], at: datetime
) -> dict[str, int]:  # fmt: skip
    """All of a delegation or, where registration is closed, nobody. Each gets a letter and gives consents by its link.

    How many have a place and how many wait; those registered before get their link again and are counted with them.
    """
    row = lock(session)
    actor = ACCESS.admit("registration.delegate", actor, row)
    refuse_closed(row, at)
    counted = {"seated": 0, "waiting": 0}
    for applicant in applicants:
        done = registration_create(actor=actor, session=row, applicant=applicant, at=at)
        counted["seated" if done.registration.state in SEATED else "waiting"] += 1
    record(actor=actor, action="registration.delegate", subject=row, at=at, **counted)
    return counted


def refuse_closed(session: PracticalSession, at: datetime) -> None:
    if session.state == SessionState.PUBLISHED and at < session.registration_until:
        return
    raise Refused(
        "registration.closed",
        _("Registration is closed: it was open until %(until)s, and the server's clock says %(now)s. What you typed "
          "is kept here; ask the organiser.")
        % {"until": formatting.deadline(session.registration_until), "now": formatting.moment(at)},
    )  # fmt: skip


def refuse_visit(session: PracticalSession, visit: Visit, *, seated: bool = True) -> None:
    if visit.item.session_id != session.pk:
        raise Refused("visit.foreign", _("This visit belongs to another session. Choose one of the list."))
    if seated and not visit_free(visit):
        raise Refused("visit.full", _("No place is left in this visit. Choose another one or none."))


def person_of(applicant: Applicant) -> Person:
    """The person of that address; a new one cannot sign in until invited. A known one is never overwritten."""
    if known := Person.objects.by_address(applicant.email):
        return known
    return Person.objects.create_user(
        applicant.email, None, name=applicant.name, position=applicant.position, phone=applicant.phone,
        language=applicant.language, is_active=False,
    )  # fmt: skip


def _save(session: PracticalSession, person: Person, applicant: Applicant, at: datetime) -> Registration:
    token = tokens.token_for(session.pk, person.pk, at)
    return Registration(
        session=session, person=person, organisation=applicant.organisation, kind=applicant.kind,
        organisation_name=applicant.organisation_name, cluster=applicant.cluster, region=applicant.region,
        visit=applicant.visit, token_hash=tokens.hashed(token), registered_at=at, state=RegistrationState.DRAFT,
    )  # fmt: skip


def _agree(registration: Registration, given: Collection[ConsentDocument], at: datetime) -> None:
    RegistrationConsent.objects.bulk_create(
        (RegistrationConsent(registration=registration, document=document, given_at=at) for document in given),
        ignore_conflicts=True,
    )


def _remind(registration: Registration, at: datetime) -> None:
    """At most one such letter a day (of real time), however often the form is sent."""
    today = timezone.localdate().isoformat()
    letters.send(registration, "link", at=at, key=f"registration:{registration.pk}:link:{today}")
