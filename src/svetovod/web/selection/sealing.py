"""Score sheets are sealed until the opening, each bound to its assignment."""

from svetovod.web.common.sealing import Seal, SealBrokenError

__all__ = ["READINGS", "SCANS", "SHARES", "TRIALS", "SealBrokenError", "seal", "unseal"]

SHEETS, SCANS, READINGS = Seal("sheets", "sheet"), Seal("sheets", "scan"), Seal("sheets", "reading")
# what holders of a split key have entered: a part alone opens nothing
SHARES, TRIALS = Seal("sheets", "share"), Seal("sheets", "trial")
seal, unseal = SHEETS.seal, SHEETS.unseal
