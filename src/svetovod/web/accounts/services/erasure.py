"""Erasure of a person: personal data go, what the person did stays under a pseudonym."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.models import AccessToken, DeskVisit, Invitation, KeptFilter, Person, RoleGrant
from svetovod.web.accounts.personal import erasers
from svetovod.web.audit.services import record

from .closing import end_sessions
from .grants import administrators_hold, refuse_last_administrator


@transaction.atomic
def person_erase(*, actor: Any, person: Person, at: datetime) -> Person:
    """Blanks every personal field, here and in the apps that registered an eraser; ends all sessions.

    The ledger keeps entries under the pseudonym, which no longer leads to a name. Repeated, it changes nothing.
    """
    actor = ACCESS.admit("person.erase", actor, person)
    administrators_hold()
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if locked.erased_at:
        return locked
    grants = list(RoleGrant.objects.select_for_update(no_key=True).filter(person=locked, revoked_at=None))
    refuse_last_administrator(grants)
    # the apps still need the old address to find their copies of it
    for erase in erasers:
        erase(locked)
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(revoked_at=at)
    _forget_ways_in(locked)
    _blank(locked, at)
    record(actor=actor, action="person.erase", subject=locked, at=at, person=str(locked.pseudonym))
    return locked


def _forget_ways_in(person: Person) -> None:
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    for address in addresses:
        Invitation.objects.filter(email__iexact=address).update(email=tombstone())
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    for kept in (AccessToken, KeptFilter, DeskVisit):
        kept.objects.filter(person=person).delete()
    _forget_in_filters({*addresses, person.name})
    end_sessions(person)


def _forget_in_filters(words: set[str]) -> None:
    """Filters of others that look for the person by address or name, in the filter or in what they called it."""
    sought = {" ".join(word.split()).casefold() for word in words if word.strip()}
    gone = [
        row.pk
        for row in KeptFilter.objects.all()
        if any(word in " ".join(f"{row.name} {unquote_plus(row.query)}".split()).casefold() for word in sought)
    ]
    KeptFilter.objects.filter(pk__in=gone).delete()


def _blank(person: Person, at: datetime) -> None:
    person.email = tombstone()
    person.name = person.position = person.phone = ""
    person.language = "ru"
    person.last_login = None
    person.is_active = False
    person.erased_at = at
    person.set_unusable_password()
    person.save()


def tombstone() -> str:
    """An address that is unique, nobody's, and can never be delivered to (RFC 2606)."""
    return f"erased-{uuid.uuid4().hex}@svetovod.invalid"
