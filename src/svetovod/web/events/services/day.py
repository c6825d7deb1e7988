"""On the day: those who come, taken in also from a device that had no network, and what is said to everybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events import codes
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import SEATED
from svetovod.web.events.models import Announcement, PracticalSession

from .arrivals import registration_check_in
from .mailing import mailing_start

MOST = 500  # entries of one synchronisation


def arrivals_take(
    *, actor: Any, session: PracticalSession, entries: Iterable[str], at: datetime
) -> tuple[list[str], dict[str, str]]:
    """Codes that a device at the door has read, also long ago: those taken, and what is wrong with the others.

    Each is taken by itself, once: sent again, it is answered as before.
    """
    actor = ACCESS.admit("registrations.list", actor, session)
    taken: list[str] = []
    refused: dict[str, str] = {}
    for code in list(dict.fromkeys(entries))[:MOST]:
        row = codes.registration_of(session.pk, code, codes.DOOR)
        if row is None:
            refused[code] = _("This code is not of this session.")
            continue
        try:
            registration_check_in(actor=actor, registration=row, at=at)
        except Refused:
            refused[code] = _("%(name)s: %(state)s. Ask the organiser.") % {
                "name": row.person.name, "state": row.get_state_display(),
            }  # fmt: skip
        else:
            taken.append(code)
    return taken, refused


@transaction.atomic
def announce(
    *, actor: Any, session: PracticalSession, text: str, by_letter: bool, key: str, at: datetime
) -> Announcement:  # fmt: skip
    """On the page of the session at once; by letter to everybody who has a place, if wished."""
    actor = ACCESS.admit("session.update", actor, session)
    values = {"text": text, "said_at": at, "said_by_id": actor.person_id}
    made, new = Announcement.objects.get_or_create(session=session, key=key, defaults=values)
    if not new:
        return made
    rows = session.registrations.filter(state__in=SEATED).order_by("pk").values_list("pk", flat=True)
    told = 0
    if by_letter:
        told = mailing_start(
            session=session, what="announcement", key=f"announcement:{made.pk}", people=rows, at=at,
            announcement=made.pk, text=text,
        )  # fmt: skip
    record(actor=actor, action="session.announce", subject=session, at=at, text=text, told=told)
    return made
