"""How a draft is closed: with the server's key; where the commission holds that of the sheets, also with its own.

The key of a draft lies in a file that no backup takes and goes with the submission. What the database wrote of the
draft elsewhere, its log of changes or a row not yet swept, opens with nothing the server has from then on.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from svetovod.web.selection import sealing
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import ScoreSheet, SelectionRound

# longer than any copy of the database is tried
PATIENCE = timedelta(days=30)


class DraftLostError(Exception):
    """The draft is what was kept, but its key is not here or is another: restored without it."""


def draft_close(round_: SelectionRound, row: int, said: Any) -> bytes:
    if not round_.key_needed:
        return sealing.seal(row, said)
    return sealing.seal(row, {"draft": b64encode(sealing.DRAFTS.seal(row, said)).decode()})


def draft_read(row: int, sealed: bytes | memoryview) -> Any:
    """What `draft_close` was given; of a submitted sheet what the server's key opens.

    A draft closed before drafts had keys of their own opens as it did. Raises `DraftLostError`, and `SealBrokenError`
    where the server's key does not open it.
    """
    kept = sealing.unseal(row, sealed)
    if "draft" not in kept:
        return kept
    try:
        return sealing.DRAFTS.unseal(row, b64decode(kept["draft"]))
    except sealing.SealBrokenError as error:
        raise DraftLostError(row) from error


def drafts_lost(round_: SelectionRound, sheets: Iterable[ScoreSheet]) -> set[int]:
    """Assignments of `sheets` whose draft is kept and opens no more; only where drafts have keys of their own."""
    lost = set()
    for sheet in sheets if round_.key_needed else ():
        try:
            if sheet.state == SheetState.DRAFT and sheet.sealed:
                draft_read(sheet.assignment_id, sheet.sealed)
        except DraftLostError:
            lost.add(sheet.assignment_id)
    return lost


def draft_keys_drop(round_: SelectionRound, rows: Sequence[int]) -> None:
    """With the commit. Where the disk then refuses, what was submitted stands: it is logged, and swept later."""
    if round_.key_needed:
        transaction.on_commit(lambda: _forget(rows), robust=True)


def draft_keys_sweep(*, at: datetime) -> int:
    """Forgets the keys of sheets that are drafts no longer, which none becomes again; how many. `at` as files have it.

    A sheet that is not there waits `PATIENCE`: the database may be a copy of days ago, tried beside the same folder.
    """
    made = sealing.DRAFTS.rows()
    states = dict(ScoreSheet.objects.filter(assignment__in=made).values_list("assignment_id", "state"))
    spent = [
        row
        for row, since in sorted(made.items())
        if (states[row] != SheetState.DRAFT if row in states else at - since > PATIENCE)
    ]
    _forget(spent)
    return len(spent)


def _forget(rows: Iterable[int]) -> None:
    for row in rows:
        sealing.DRAFTS.forget(row)
