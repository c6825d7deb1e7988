"""How a submitted sheet is closed: with the server's key, and inside that with the commission's where it has one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.selection import sealing
from svetovod.web.selection.models import RoundKey, SelectionRound

from . import bridge


def sheet_close(round_: SelectionRound, row: int, value: Any) -> bytes:
    """Refused in a round with a split key until the key is made: nobody could keep what was promised."""
    if not round_.key_needed:
        return sealing.seal(row, value)
    key = RoundKey.objects.filter(round=round_).first()
    if key is None:
        raise Refused(
            "keys.unmade",
            _("The commission has not made the key of the sheets yet. Your draft is kept; submit when it is made."),
        )
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
