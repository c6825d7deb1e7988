"""A result after the first one, stored beside it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.selection import bridge
from svetovod.web.selection.changing import changed
from svetovod.web.selection.mandate import Change
from svetovod.web.selection.models import RankingRun, SelectionRound


def run_changed(
    actor: Any, row: SelectionRound, run: RankingRun, changes: Iterable[Change], at: datetime
) -> RankingRun:
    """The commission's own decisions on top of the ranking; the caller has asked whether it may."""
    result = changed(run.result, changes)
    if Decimal(result["left"]) < 0:
        raise Refused(
            "decision.over_limit",
            _("What was decided is more than there is by %(sum)s. Decide a smaller sum for some application.")
            % {"sum": formatting.money(-Decimal(result["left"]))},
        )
    if too_many(row, result) > too_many(row, run.result):
        raise Refused(
            "decision.over_winners",
            _("There may be at most %(winners)d winners, and with what was decided there are %(more)d more. Decide "
              "that some application gets nothing.") % {"winners": row.winners, "more": too_many(row, result)},
        )  # fmt: skip
    return run_keep(actor, row, "ranking.decide", given=run.input, result=result, at=at)


def too_many(row: SelectionRound, result: dict[str, Any]) -> int:
    """By how many there are more paid than there may be winners."""
    paid = sum(Decimal(place["allocated"]) > 0 for place in result["ranking"])
    return 0 if row.winners is None else max(paid - row.winners, 0)


def run_keep(
    actor: Any, row: SelectionRound, action: str, *, given: dict[str, Any], result: dict[str, Any], at: datetime
) -> RankingRun:
    run = RankingRun.objects.create(round=row, input=given, result=result, engine=bridge.engine_version(), made_at=at)
    record(
        actor=actor, action=action, subject=run, at=at, engine=run.engine,
        input_sha256=sha256(bridge.canonical(given)).hexdigest(),
        result_sha256=sha256(bridge.canonical(result)).hexdigest(),
        allocated=result["allocated"], left=result["left"],
    )  # fmt: skip
    return run
