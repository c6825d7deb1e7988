"""The organiser's list, many rows at once: one transaction, each row with an answer of its own. The session and all
rows are locked before the first entry: the door, which locks its row alone, waits for none of them in a circle."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.common.bulk import each
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.events.seats import lock

from .arrivals import registration_check_in
from .managing import registration_cancel
from .waiting import promote


@transaction.atomic
def registrations_check_in(
    *, actor: Any, session: PracticalSession, registrations: Iterable[Registration], at: datetime
) -> dict[int, str]:
    """By key, whoever was not marked as come, and why."""
    actor = ACCESS.admit("registrations.list", actor, session)
    lock(session)
    return each(registrations, lambda row: registration_check_in(actor=actor, registration=row, at=at))


@transaction.atomic
def registrations_cancel(
    *, actor: Any, session: PracticalSession, registrations: Iterable[Registration], reason: str, at: datetime
) -> dict[int, str]:
    """Free places are given away last: else one would be promised to somebody who is called off next."""
    actor = ACCESS.admit("session.update", actor, session)
    held = lock(session)
    refused = each(
        registrations,
        lambda row: registration_cancel(actor=actor, registration=row, reason=reason, promotes=False, at=at),
    )
    promote(actor=actor, session=held, at=at)
    return refused
