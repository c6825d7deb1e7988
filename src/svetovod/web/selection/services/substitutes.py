"""A substitute secretary or chair, where the one there is speaks for a party of an application."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holders_of, person_by_email, places_held
from svetovod.web.accounts.services import role_entrust
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection.conflicts import interest_of
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.selectors.officers import OTHER, concerned

from ._common import admit_without_interest, locked_round, require_step


@transaction.atomic
def substitute_name(*, actor: Any, round: SelectionRound, role: str, email: str, at: datetime) -> None:
    """The secretary names one for the chair, the chair one for the secretary; naming twice changes nothing."""
    actor = admit_without_interest("substitute.name", actor, round)
    if role not in OTHER or not actor.holds(OTHER[Role(role)], Scope.ROUND, round.pk):
        raise Denied("substitute.name")
    row = locked_round(round)
    require_step("substitute_name", row)
    person = person_by_email(email)
    if person is None:
        raise Refused("substitute.unknown", _("Nobody here has this e-mail address. Invite the person first."))
    if person.pk in holders_of(role, Scope.ROUND, row.pk):
        return
    _refuse_needless(row, role)
    _refuse_unfit(row, role, person)
    role_entrust(actor=actor, person=person, role=role, scope=Scope.ROUND, scope_id=str(row.pk), label=row.title, at=at)
    record(actor=actor, action="substitute.name", subject=row, at=at, role=str(role), person=str(person.pseudonym))


def _refuse_needless(row: SelectionRound, role: str) -> None:
    if not concerned(row, role):
        raise Refused(
            "substitute.needless",
            _("No substitute is needed: the one who holds this role speaks for no party of an application."),
        )


def _refuse_unfit(row: SelectionRound, role: str, person: Any) -> None:
    interest = interest_of(places_held([person.pk])[person.pk], row)
    if interest:
        raise Refused(
            "substitute.interest",
            _("This person speaks for %(party)s, a party to the application %(number)s. Name another.")
            % {"party": interest.party, "number": interest.number},
        )
    if row.panel.filter(person=person).exists() or person.pk in holders_of(OTHER[Role(role)], Scope.ROUND, row.pk):
        raise Refused(
            "substitute.holds",
            _("An expert of this selection, or the other of the two officers, cannot be a substitute."),
        )
