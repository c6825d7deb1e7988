"""Score sheets are sealed until the opening, each bound to its assignment."""

from svetovod.web.common.sealing import Seal, SealBrokenError

__all__ = ["READINGS", "SCANS", "SealBrokenError", "seal", "unseal"]

SHEETS, SCANS, READINGS = Seal("sheets", "sheet"), Seal("sheets", "scan"), Seal("sheets", "reading")
seal, unseal = SHEETS.seal, SHEETS.unseal
