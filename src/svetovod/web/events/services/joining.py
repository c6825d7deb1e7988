"""One person registered twice: found by the signs, joined by the organiser."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events import letters
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import LIVE, RegistrationState
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.events.seats import lock
from svetovod.web.events.states import REGISTRATION

from .answers import answers_move
from .waiting import promote


@transaction.atomic
def registration_join(*, actor: Any, session: PracticalSession, keep: int, drop: int, at: datetime) -> Registration:
    """`drop` ends, and what it had and `keep` has not goes over: the place, the visit, wishes, answers and consents."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    found = row.registrations.select_for_update(of=("self",), no_key=True).select_related(
        "person", "visit__item", "visit__host"
    )
    both = {each.pk: each for each in found.filter(pk__in=(keep, drop), state__in=LIVE)}
    if len(both) != 2:
        raise Refused("double.gone", _("One of the two is not in force any more. Reload the page."))
    kept, other = both[keep], both[drop]
    if other.state == RegistrationState.CHECKED_IN:
        raise Refused("double.here", _("Whoever has come already is kept: join them the other way round."))
    _hand_over(kept, other)
    REGISTRATION.move(other, "transfer" if other.state == RegistrationState.CONFIRMED else "cancel")
    other.successor = kept
    for each in (kept, other):
        each.session = row
        each.revision += 1
        each.save(update_fields=["state", "visit", "asked_until", "successor", "revision"])
    record(actor=actor, action="registration.join", subject=kept, at=at, dropped=other.pk, session=row.slug)
    letters.send(kept, "joined", at=at, key=f"registration:{kept.pk}:joined:{other.pk}")
    promote(actor=actor, session=row, at=at)
    return kept


def _hand_over(kept: Registration, other: Registration) -> None:
    if kept.state == RegistrationState.WAITING and other.state == RegistrationState.CONFIRMED:
        REGISTRATION.move(kept, "confirm")  # into the place that the other leaves
        kept.asked_until = other.asked_until
    elif other.state == RegistrationState.CONFIRMED and other.asked_until is None:
        kept.asked_until = None  # one of the two has said that they come
    kept.visit = kept.visit or other.visit
    other.visit = None
    known = set(kept.consents.values_list("document", flat=True))
    other.consents.exclude(document__in=known).update(registration=kept)
    answers_move(kept, other)
    been = set(kept.presences.values_list("item", flat=True))
    other.presences.exclude(item__in=been).update(registration=kept)
    taken = set(kept.quiz_parts.values_list("quiz", flat=True))
    other.quiz_parts.exclude(quiz__in=taken).update(registration=kept)
    if not kept.wishes.exists():
        other.wishes.update(registration=kept)
