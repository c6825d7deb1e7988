"""An administrator begins and ends looking at pages as somebody else sees them; that person gets a letter."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.access import ACCESS, closed_to_viewing
from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused


@transaction.atomic
def viewing_begin(*, actor: Any, person: Person | None, at: datetime, real_now: datetime) -> Person:
    """The journal and a letter say so before anything is seen."""
    actor = ACCESS.admit("viewing.begin", actor)
    if person is None or not person.is_active:
        raise Refused("viewing.nobody", _("Nobody has an account with this address."))
    if person.pk == actor.person_id or closed_to_viewing(person):
        raise Refused(
            "viewing.closed",
            _(
                "Pages of administrators, auditors, experts, members of commissions, judges of appeals and of "
                "applicants whose applications are sealed are shown to nobody else."
            ),
        )
    record(actor=actor, action="viewing.begin", subject=person, at=at, person=str(person.pseudonym))
    mail_key = f"viewing:{person.pk}:{real_now.isoformat()}"
    get_adapter().send_mail("accounts/email/viewed", person.email, {"mail_key": mail_key})
    return person


@transaction.atomic
def viewing_end(*, actor: Any, person: Person, at: datetime) -> None:
    record(actor=actor, action="viewing.end", subject=person, at=at, person=str(person.pseudonym))
