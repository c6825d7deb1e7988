"""At the door, and the organiser's list."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.events import asking, sheets
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.events.states import REGISTRATION


@transaction.atomic
def registration_check_in(*, actor: Any, registration: Registration, at: datetime) -> Registration:
    """The person has come. A second tap changes nothing."""
    row = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session")
        .get(pk=registration.pk)
    )
    actor = ACCESS.admit("registration.check_in", actor, row)
    if row.state == RegistrationState.CHECKED_IN:
        return row
    REGISTRATION.move(row, "check_in")
    row.checked_in_at, row.asked_until = at, None
    row.revision += 1
    row.save(update_fields=["state", "checked_in_at", "asked_until", "revision"])
    record(actor=actor, action="registration.check_in", subject=row, at=at, session=row.session.slug)
    return row


@transaction.atomic
def registrations_export(
    *, actor: Any, session: PracticalSession, rows: Any, columns: Collection[str] = tuple(sheets.COLUMNS), at: datetime
) -> bytes:
    """The list as a workbook. Personal data leave the house: the journal says who took how many rows, and of what."""
    actor = ACCESS.admit("registrations.export", actor, session)
    fields = asking.columns(session, tuple(columns))
    found = list(rows.prefetch_related("answers") if fields else rows)
    record(actor=actor, action="registrations.export", subject=session, at=at, rows=len(found), columns=list(columns))
    return sheets.registrations_xlsx(found, columns, fields)
