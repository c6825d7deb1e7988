"""In shadow mode: the number, date and scan of each legal act, and the official list to compare with."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.documents.services import attachment_add
from svetovod.web.selection import bridge
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import LegalMode, OfficialStep
from svetovod.web.selection.models import OfficialAct, OfficialList, SelectionRound
from svetovod.web.selection.steps import STEPS

from ._common import locked_round


def _shadow(round_: SelectionRound) -> SelectionRound:
    row = locked_round(round_)
    if row.legal_mode != LegalMode.SHADOW or row.state not in STEPS.states("official_act"):
        raise Refused("official.mode", _("Only a selection kept in the shadow of an official one has official acts."))
    return row


@transaction.atomic
def official_act(
    *, actor: Any, round: SelectionRound, step: str, number: str, done_at: datetime, note: str = "",
    scan: Any = None, at: datetime,
) -> OfficialAct:  # fmt: skip
    """Entering the same step and number twice gives the first; a scan may come with it or later, by entering again."""
    actor = ACCESS.admit("official.add", actor, round)
    row = _shadow(round)
    text = require_text("official.number", number, _("Give the official number."))
    if done_at > at:
        raise Refused("official.date", _("An official act that is still ahead cannot be entered."))
    made = row.official_acts.filter(step=step, number=text).first()
    new = made is None
    if made is None:
        made = OfficialAct.objects.create(
            round=row, step=OfficialStep(step), number=text, done_at=done_at, note=note.strip(),
            entered_by_id=actor.person_id, entered_at=at,
        )  # fmt: skip
    if scan is not None:  # before the entry: it asks for files of the same bytes
        attachment_add(actor=actor, subject=made, upload=scan, kind="scan", at=at)
    if new:
        record(actor=actor, action="official.add", subject=made, at=at, step=str(step), number=text, done_at=done_at)
    return made


@transaction.atomic
def official_import(*, actor: Any, round: SelectionRound, lines: Sequence[Any], at: datetime) -> OfficialList:
    """Keeps the list; the same list twice is one import."""
    actor = ACCESS.admit("official.add", actor, round)
    row = _shadow(round)
    said = [
        {
            "number": line.number, "name": line.name, "inn": line.inn, "address": line.address or "",
            "filed_at": line.filed_at.isoformat() if line.filed_at else None,
            "requested": str(line.requested) if line.requested is not None else None,
        }
        for line in lines
    ]  # fmt: skip
    if not said:
        raise Refused("official.empty", _("The list has no lines."))
    digest = sha256(bridge.canonical(said)).hexdigest()
    newest = row.official_lists.first()
    if newest is not None and newest.sha256 == digest:
        return newest
    made = OfficialList.objects.create(
        round=row, lines=said, sha256=digest, imported_by_id=actor.person_id, imported_at=at
    )
    record(actor=actor, action="official.import", subject=made, at=at, lines=len(said), sha256=digest)
    return made
