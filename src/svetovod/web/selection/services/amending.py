"""Amendments of what was announced: published with a reason and the difference, and prolonging the intake."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import proclaim
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement.faults import faults, out_of_order
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import Announcement, SelectionRound
from svetovod.web.selection.models.round import DATES_AHEAD, TERMS
from svetovod.web.selection.selectors import terms
from svetovod.web.selection.steps import STEPS, WHILE_TAKING

from ._common import locked_round, publish, require_step
from .intake import reseal
from .unlocking import refuse_reopening


def amendable(round_: SelectionRound) -> tuple[str, ...]:
    """Fields an amendment may change in this state: all terms while applications are taken, later dates ahead alone."""
    if round_.state in WHILE_TAKING:
        fields = TERMS if round_.state == RoundState.ANNOUNCED else tuple(f for f in TERMS if f != "opens_at")
        return (*fields, *DATES_AHEAD)
    if round_.state not in STEPS.states("round_amend"):
        return ()
    scored = round_.state in (RoundState.OPENED, RoundState.RANKED)
    return DATES_AHEAD[2:] if scored else DATES_AHEAD


def amended(round_: SelectionRound, fields: Mapping[str, Any], at: datetime) -> SelectionRound:
    """The round as it would stand, unsaved: the intake prolonged as the announcement says, later dates moved along.

    Only an amendment of terms prolongs; putting off later dates does not. Days given later than the rule asks for stay.
    """
    row = copy(round_)
    for name in amendable(round_):
        if name in fields:
            setattr(row, name, fields[name])
    changed = any(getattr(row, name) != getattr(round_, name) for name in TERMS)
    if not changed or row.prolong_days is None or row.closes_at is None:
        return row
    earliest = at + timedelta(days=row.prolong_days)
    if row.closes_at >= earliest:
        return row
    moved = _same_hour(earliest, row.closes_at) - row.closes_at
    row.closes_at += moved
    for name in DATES_AHEAD:
        value = getattr(row, name)
        if value is not None and value == getattr(round_, name):
            setattr(row, name, value + moved)
    return row


def _same_hour(earliest: datetime, closes_at: datetime) -> datetime:
    """Not before `earliest`, at the hour of the day at which the intake was to end, on a working day."""
    hour = timezone.localtime(closes_at).timetz()
    found = datetime.combine(timezone.localtime(earliest).date(), hour)
    return terms.named(found if found >= earliest else found + timedelta(days=1)).until


@transaction.atomic
def round_amend(
    *, actor: Any, round: SelectionRound, fields: Mapping[str, Any], reason: str, version: int | None = None,
    at: datetime,
) -> Announcement:  # fmt: skip
    """Publishes the next version. `version` is the one the form was opened on: an older one is refused."""
    actor = ACCESS.admit("round.amend", actor, round)
    row = locked_round(round)
    require_step("round_amend", row)
    text = require_text("amend.reason", reason, _("Say why: the reason is published with the amendment."))
    if version is not None and version != row.version:
        raise Refused("amend.version", _("Another amendment was published meanwhile. Reload the page and look again."))
    if row.state in WHILE_TAKING and row.closes_at is not None and at >= row.closes_at:
        raise Refused(
            "amend.late",
            _("The intake ended on %(until)s: its terms cannot be amended any more.")
            % {"until": formatting.deadline(row.closes_at)},
        )
    fresh = amended(row, fields, at)
    changed = [name for name in (*TERMS, *DATES_AHEAD) if getattr(fresh, name) != getattr(row, name)]
    if not changed:
        raise Refused("amend.nothing", _("Nothing is changed: there is nothing to publish."))
    _refuse_faults(fresh, at)
    if "scoring_until" in changed:
        refuse_reopening(row)
    if row.version == 0:
        publish(actor, row, "round.announce", reason="", at=row.announced_at or at)
        row.save(update_fields=["version"])
        fresh.version = row.version
    made = publish(actor, fresh, "round.amend", reason=text, at=at)
    reseal(actor, fresh, at)
    fresh.save(update_fields=[*changed, "version", "unsealed_at"])
    proclaim.amended(fresh, made, at=at)
    return made


def _refuse_faults(row: SelectionRound, at: datetime) -> None:
    """What the announcement had to satisfy holds for the amended one, but for an intake that is rightly over."""
    taking = row.state in WHILE_TAKING
    found = [fault.text for fault in faults(row, at) if fault.blocking] if taking else out_of_order(row)
    if found:
        raise Refused("amend.faults", " ".join(found), faults=found)
