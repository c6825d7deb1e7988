"""The round itself: made as data, announced and from then on unchangeable, opened, closed, cancelled."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import letters, proclaim, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.custody.uses import ENVELOPES, USES
from svetovod.web.selection.enums import ApplicationState, RoundState
from svetovod.web.selection.models import Application, Criterion, RoundPreparation, SelectionRound
from svetovod.web.selection.states import APPLICATION, ROUND

from ._common import locked_round, publish
from .envelopes import envelopes_erase, envelopes_hold
from .unlocking import shares_erase


@transaction.atomic
def round_create(
    *, actor: Any, data: Mapping[str, Any], criteria: Iterable[Mapping[str, Any]], at: datetime
) -> SelectionRound:
    """A draft of a selection. `data` are fields of the model, `criteria` code, name, meaning, weight, maximum.

    Weights must sum to 100. A round with `facts` is an archive: published from the start, nothing is run in it.
    """
    actor = ACCESS.admit("round.create", actor)
    round_ = SelectionRound(**data)
    rows = [Criterion(round=round_, position=place, **row) for place, row in enumerate(criteria)]
    total = sum((row.weight or 0 for row in rows), start=0)
    if not (round_.archived or round_.sums_points) and total != 100:
        raise Refused(
            "weights.sum",
            _("The weights of the criteria sum to %(total)s, not to 100. Change the weights of the criteria.")
            % {"total": formatting.number(total)},
        )
    if round_.archived:
        round_.state = RoundState.PUBLISHED
    columns_check(round_)
    round_.save()
    for row in rows:
        row.round = round_
        columns_check(row)
    Criterion.objects.bulk_create(rows)
    record(
        actor=actor, action="round.create", subject=round_, at=at, slug=round_.slug, title=round_.title,
        limit=round_.limit, threshold=round_.threshold, distribution=str(round_.distribution),
        criteria=[{"code": row.code, "weight": row.weight, "maximum": row.maximum} for row in rows],
    )  # fmt: skip
    return round_


def _move(actor: Any, round_: SelectionRound, action: str, name: str, at: datetime, **context: Any) -> SelectionRound:
    actor = ACCESS.admit(f"round.{name}", actor, round_)
    row = locked_round(round_)
    ROUND.move(row, action, at=at, **context)
    row.save(update_fields=["state"])
    record(actor=actor, action=f"round.{name}", subject=row, at=at, state=str(row.state))
    return row


@transaction.atomic
def round_announce(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """What was announced is frozen from here on, in the database as well; its hash goes into the journal.

    Announcing twice gives the first announcement. Refused while something blocking is missing: all of it is told.
    """
    actor = ACCESS.admit("round.announce", actor, round)
    row = locked_round(round)
    if row.state == RoundState.ANNOUNCED:
        return row
    if row.state == RoundState.DRAFT:
        _refuse_incomplete(row, at)
        if row.sums_points:  # anybody else's criteria are frozen
            row.criteria.update(weight=F("maximum"))
    ROUND.move(row, "announce", at=at)
    if row.announced_at is None:
        row.announced_at = at
    publish(actor, row, "round.announce", reason="", at=at)
    row.save(update_fields=["state", "announced_at", "version"])
    proclaim.announced(row, at=at)
    for preparation in RoundPreparation.objects.filter(round=row).select_related("series", "round"):
        proclaim.prepared(preparation, at=at)
    return row


def _refuse_incomplete(row: SelectionRound, at: datetime) -> None:
    found = [fault.text for fault in faults(row, at) if fault.blocking]
    if found:
        raise Refused(
            "round.incomplete", _("The selection cannot be announced yet. %(faults)s") % {"faults": " ".join(found)},
            faults=found,
        )  # fmt: skip


@transaction.atomic
def round_open(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    row = _move(actor, round, "open", "open", at)
    assert row.opens_at is not None, "announced with its dates"
    if at < row.opens_at:
        raise Refused(
            "intake.not_yet",
            _("Applications are accepted from %(opens)s.") % {"opens": formatting.moment(row.opens_at)},
        )
    return row


@transaction.atomic
def intake_close(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """Drafts that were not filed become "not submitted"; their content stays."""
    actor = ACCESS.admit("round.close", actor, round)
    locked_round(round)
    drafts = Application.objects.select_for_update(of=("self",), no_key=True).filter(
        round=round, state=ApplicationState.DRAFT
    )
    # before the entry: whoever saves a draft holds it and waits for the journal
    held = list(drafts.select_related("round", "project").order_by("pk"))
    row = _move(actor, round, "close", "close", at)
    for application in held:
        APPLICATION.move(application, "miss")
        application.save(update_fields=["state"])
        letters.not_submitted(application, at=at)
    return row


@transaction.atomic
def check_start(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """Not before the envelopes of filed applications are opened; those of others are erased unopened, and with them
    the parts of their key."""
    actor = ACCESS.admit("round.check", actor, round)
    held = envelopes_hold(locked_round(round))
    closed = sum(file.application.state == ApplicationState.FILED for file in held)
    row = _move(actor, round, "check", "check", at, closed=closed)
    envelopes_erase(actor, row, held, at=at)
    shares_erase(row, ENVELOPES)
    return row


@transaction.atomic
def round_cancel(
    *, actor: Any, round: SelectionRound, reason: str, failed: bool = False, at: datetime
) -> SelectionRound:
    """Cancelled, or (`failed`) did not take place for want of applications."""
    actor = ACCESS.admit("round.cancel", actor, round)
    text = require_text("round.reason", reason, _("Say why: the reason is published."))
    if round.state == RoundState.CANCELLED:
        return locked_round(round)
    held = envelopes_hold(locked_round(round))
    row = _move(actor, round, "fail" if failed else "cancel", "cancel", at)
    row.reason = text
    row.save(update_fields=["reason"])
    for use in USES.values():
        shares_erase(row, use)
    envelopes_erase(actor, row, held, at=at)
    root = letters.root_now()
    letters.cancelled(row, root=root, at=at)
    if row.announced_at is not None:
        summons.cancelled(row, root=root, actor=actor, at=at)
    return row
