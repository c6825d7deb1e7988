"""The organiser's list, many rows at once: one transaction, each row with an answer of its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.common.bulk import each
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import PracticalSession, Registration

from .arrivals import registration_check_in
from .managing import registration_cancel


@transaction.atomic
def registrations_check_in(
    *, actor: Any, session: PracticalSession, registrations: Iterable[Registration], at: datetime
) -> dict[int, str]:
    """By key, whoever was not marked as come, and why."""
    actor = ACCESS.admit("registrations.list", actor, session)
    return each(registrations, lambda row: registration_check_in(actor=actor, registration=row, at=at))


@transaction.atomic
def registrations_cancel(
    *, actor: Any, session: PracticalSession, registrations: Iterable[Registration], at: datetime
) -> dict[int, str]:
    """Those who wait first: else a place that gets free would be promised to one who is called off next."""
    actor = ACCESS.admit("session.update", actor, session)
    rows = sorted(registrations, key=lambda row: row.state != RegistrationState.WAITING)
    return each(rows, lambda row: registration_cancel(actor=actor, registration=row, at=at))
