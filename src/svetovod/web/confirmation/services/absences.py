"""An officer says on which days he is away, and that he is back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.models import OfficerAbsence
from svetovod.web.confirmation.terms import day_of


@transaction.atomic
def absence_enter(*, actor: Any, first: date, last: date, at: datetime) -> OfficerAbsence:
    """One stretch at a time: a new one takes the place of the other."""
    actor = ACCESS.admit("absence.enter", actor)
    if last < first:
        raise Refused("absence.backwards", _("The last day is before the first. Correct one of them."))
    if last < day_of(at):
        raise Refused("absence.past", _("These days are over already. Enter days to come."))
    row, _made = OfficerAbsence.objects.update_or_create(
        person_id=actor.person_id, defaults={"first": first, "last": last}
    )
    record(actor=actor, action="absence.enter", subject=row, at=at, first=first.isoformat(), last=last.isoformat())
    return row


@transaction.atomic
def absence_end(*, actor: Any, at: datetime) -> None:
    """Back, or not going; repeated, it changes nothing."""
    actor = ACCESS.admit("absence.enter", actor)
    row = OfficerAbsence.objects.select_for_update(no_key=True).filter(person=actor.person_id).first()
    if row is not None:
        record(actor=actor, action="absence.end", subject=row, at=at)
        row.delete()
