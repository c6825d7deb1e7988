"""Which series of practical sessions leads to a round: said by its secretary, told to whoever runs the sessions."""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.selection import proclaim
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import RoundPreparation, SelectionRound

from ._common import locked_round, require_step


@transaction.atomic
def round_prepare(*, actor: Any, round: SelectionRound, series: Any, at: datetime) -> RoundPreparation | None:
    """Ties the round to a series, to another one, or (None) to none. Said again, nothing changes and nobody is told."""
    actor = ACCESS.admit("round.prepare", actor, round)
    row = locked_round(round)
    require_step("round_prepare", row)
    known = RoundPreparation.objects.filter(round=row).select_related("series").first()
    if (known.series if known else None) == series:
        return known
    was = known.series.slug if known else ""
    if known is not None:
        known.delete()
    made = RoundPreparation.objects.create(round=row, series=series, since=at) if series is not None else None
    told = series.slug if series is not None else ""
    record(actor=actor, action="round.prepare", subject=row, at=at, series=told, was=was)
    if made is not None and row.state != RoundState.DRAFT:  # of a draft they are told with its announcement
        proclaim.prepared(made, at=at)
    return made
