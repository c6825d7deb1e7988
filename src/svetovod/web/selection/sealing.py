"""Score sheets are sealed until the opening, each bound to its assignment."""

from svetovod.web.common.sealing import PassingSeal, Seal, SealBrokenError

__all__ = ["DRAFTS", "READINGS", "SCANS", "SHARES", "TRIALS", "SealBrokenError", "seal", "unseal"]

SHEETS, SCANS, READINGS = Seal("sheets", "sheet"), Seal("sheets", "scan"), Seal("sheets", "reading")
# what holders of a split key have entered: a part alone opens nothing
SHARES, TRIALS = Seal("sheets", "share"), Seal("sheets", "trial")
# inside the server's own, where the commission holds the key of the sheets: gone with the submission
DRAFTS = PassingSeal("drafts", "draft")
seal, unseal = SHEETS.seal, SHEETS.unseal
