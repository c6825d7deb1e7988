"""Addresses of accounts and of open invitations that were stored with signs nobody sees: whoever types what is seen
does not sign in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.accounts.selectors import people_with_unseen_signs
from svetovod.web.audit.services import record
from svetovod.web.common.fields import UNSEEN, without_unseen


@dataclass(frozen=True, slots=True)
class Mended:
    """How many accounts and open invitations have the address that is seen now, and the people with an open account
    whose address is another account's."""

    mended: int
    left: tuple[Person, ...]
    invitations: int


@transaction.atomic
def addresses_mend(*, at: datetime) -> Mended:
    """For the operator, who alone calls it. Repeated, it changes nothing more."""
    people = list(people_with_unseen_signs().select_for_update(of=("self",), no_key=True))
    rows = Invitation.objects.select_for_update(no_key=True).filter(email__regex=UNSEEN)
    invitations = list(rows.filter(accepted_at=None, revoked_at=None).order_by("pk"))
    # of two with the same plain address it goes to the one who signs in
    kept = [person for person in sorted(people, key=lambda each: not each.is_active) if not _mend(person, at)]
    for row in invitations:
        row.email = without_unseen(row.email)
        row.save(update_fields=["email"])
        record(actor=SYSTEM, action="invitation.mend_address", subject=row, at=at)
    left = tuple(person for person in kept if person.is_active)
    return Mended(len(people) - len(kept), left, len(invitations))


def _mend(person: Person, at: datetime) -> bool:
    rows = list(EmailAddress.objects.filter(user=person).order_by("-primary", "-verified", "pk"))
    wanted = {without_unseen(each) for each in (person.email, *(row.email for row in rows))}
    others = EmailAddress.objects.filter(email__in=wanted).exclude(user=person)
    if others.exists() or Person.objects.filter(email__in=wanted).exclude(pk=person.pk).exists():
        return False
    kept: dict[str, EmailAddress] = {}
    for row in rows:
        row.email = without_unseen(row.email)
        first = kept.setdefault(row.email, row)
        if first is not row:  # the same address, with and without them: proved is what either is
            first.verified = first.verified or row.verified
            row.delete()
    person.email = without_unseen(person.email)
    person.save(update_fields=["email"])
    for row in kept.values():
        row.save(update_fields=["email", "verified"])
    record(actor=SYSTEM, action="person.mend_address", subject=person, at=at)
    return True
