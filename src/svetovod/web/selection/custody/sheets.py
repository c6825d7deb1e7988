"""How a submitted sheet is closed: with the server's key, and inside that with the commission's where it has one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.selectors import last_said
from svetovod.web.common.errors import Refused
from svetovod.web.selection import sealing
from svetovod.web.selection.models import RoundKey, SelectionRound

from . import bridge
from .uses import SHEETS, Use


def key_journaled(use: Use, round_: SelectionRound) -> RoundKey | None:
    """The key of this use; refused where it is not the one that the journal has: somebody has exchanged it."""
    key = use.key(round_)
    if key is not None and last_said(round_, "keys.make", purpose=use.told.get("purpose")).get("public") != key.public:
        raise Refused(
            "keys.exchanged",
            _("The key is not the one in the journal: nothing is closed or opened with it. Call the auditor."),
        )
    return key


def key_required(round_: SelectionRound) -> RoundKey | None:
    """None where the server keeps the key. Refused until a split one is made: nobody could keep what was promised."""
    key = key_journaled(SHEETS, round_) if round_.key_needed else None
    if round_.key_needed and key is None:
        raise Refused(
            "keys.unmade",
            _("The commission has not made the key of the sheets yet. Your draft is kept; submit when it is made."),
        )
    return key


def sheet_close(round_: SelectionRound, row: int, value: Any) -> bytes:
    key = key_required(round_)
    if key is None:
        return sealing.seal(row, value)
    return sealing.seal(row, {"box": bridge.sheet_box(key.public, row, value)})


def sheet_read(row: int, sealed: Any, key: bridge.Holding | None) -> Any:
    """Raises `SealBrokenError` where the one key or the other does not open it."""
    kept = sealing.unseal(row, sealed)
    if "box" not in kept:
        return kept
    if key is None:
        raise sealing.SealBrokenError(row)
    try:
        return bridge.sheet_unbox(key, row, kept["box"])
    except bridge.BoxError as error:
        raise sealing.SealBrokenError(row) from error
