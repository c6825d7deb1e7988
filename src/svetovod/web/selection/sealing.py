"""Score sheets are sealed until the opening, each bound to its assignment."""

from svetovod.web.common.sealing import Seal, SealBrokenError

__all__ = ["SealBrokenError", "seal", "unseal"]

SHEETS = Seal("sheets", "sheet")
seal, unseal = SHEETS.seal, SHEETS.unseal
