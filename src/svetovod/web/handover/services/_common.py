"""What the services of a handover share: rows under a lock, people first, and what is written of successors."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import administrators_hold, standing_hold
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.handover.coverage import leaving_of
from svetovod.web.handover.enums import HANDED
from svetovod.web.handover.models import Handover, Succession
from svetovod.web.handover.parties import candidates, leaving_too
from svetovod.web.handover.seam import work_hold

TEXT = 500


def lock_people(ids: Iterable[int]) -> dict[int, Person]:
    """In the order of their keys, whoever asks: two handovers between the same people wait, and never in a circle.

    Before them the rows of administrators, as whoever closes an account or takes that role back locks them.
    """
    administrators_hold()
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def locked(handover: Handover, *others: int) -> Handover:
    """People first, `others` among them, then the row itself, read anew."""
    lock_people([handover.leaver_id, *handover.successions.values_list("successor", flat=True), *others])
    standing_hold(handover.leaver_id)  # its roles may end here, when the journal is locked already
    row = Handover.objects.select_for_update(of=("self",), no_key=True).select_related(
        "leaver", "started_by", "forced_by"
    )
    found = row.filter(pk=handover.pk).first()
    if found is None:
        raise Hidden
    return found


def locked_with_work(handover: Handover, *others: int, at: datetime) -> Handover:
    """For what may carry it out: all that passes is held too."""
    row = locked(handover, *others)
    work_hold(leaving_of(row, at))
    return row


def require_open(row: Handover) -> None:
    if not row.open:
        raise Refused("handover.closed", _("This handover is over: nothing in it can be changed."))


def words(text: Any) -> str:
    return str(text or "").strip()[:TEXT]


def require_words(code: str, text: Any, message: Any) -> str:
    plain = words(text)
    if not plain:
        raise Refused(code, message)
    return plain


def refuse_strangers(handover: Handover, named: Mapping[str, Person]) -> None:
    known = {person.pk for person in candidates(handover)}
    for work, person in named.items():
        if work not in HANDED:
            raise Refused("handover.work", _("This kind of work is not handed over."))
        if person.pk == handover.leaver_id:
            raise Refused("handover.same", _("Nobody succeeds to oneself. Choose a colleague."))
        if person.pk not in known:
            raise Refused(
                "handover.stranger",
                _("The successor must hold a role in the same place and have an account: invite the person first."),
            )
        if leaving_too(person, handover):
            raise Refused("handover.leaves_too", _("The successor is leaving too. Choose a colleague who stays."))


def successions_put(handover: Handover, named: Mapping[str, Person], actor: Any, at: datetime) -> None:
    """Whoever names himself has thereby accepted; a name that stays keeps what was said to it."""
    for work, person in named.items():
        own = at if person.pk == actor.person_id else None
        row = handover.successions.filter(work=work).first()
        if row is not None and row.successor_id == person.pk and row.declined_at is None:
            continue
        values = {"successor": person, "accepted_at": own, "declined_at": None, "reason": ""}
        Succession.objects.update_or_create(handover=handover, work=work, defaults=values)
    handover.successions.exclude(work__in=list(named)).delete()
