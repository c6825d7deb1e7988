"""Other numbers are numbers nobody has compared: called by every service that changes the KPP of a head office."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from svetovod.web.audit.services import record
from svetovod.web.registry.enums import NumberState
from svetovod.web.registry.models import Organisation


def numbers_reset(actor: Any, organisations: Collection[int], at: datetime) -> None:
    """Puts them back into the queue; those that are there already stay."""
    rows = Organisation.objects.filter(pk__in=organisations).exclude(numbers=NumberState.UNCHECKED)
    for row in rows.select_for_update(of=("self",), no_key=True).order_by("pk"):
        before, row.numbers = row.numbers, NumberState.UNCHECKED
        row.save(update_fields=["numbers"])
        record(actor=actor, action="organisation.numbers_reset", subject=row, at=at, inn=row.inn, before=str(before))
