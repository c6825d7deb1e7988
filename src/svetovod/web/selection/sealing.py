"""Score sheets are sealed until the opening, each bound to its assignment; files in envelopes are until theirs."""

from svetovod.web.common.sealing import PassingSeal, Place, Seal, SealBrokenError

__all__ = [
    "DRAFTS",
    "ENVELOPES",
    "NOTES",
    "PLACES",
    "READINGS",
    "SCANS",
    "SHARES",
    "TRIALS",
    "SealBrokenError",
    "seal",
    "unseal",
]

SHEETS, SCANS, READINGS = Seal("sheets", "sheet"), Seal("sheets", "scan"), Seal("sheets", "reading")
# what holders of a split key have entered: a part alone opens nothing
SHARES, TRIALS = Seal("sheets", "share"), Seal("sheets", "trial")
# inside the server's own, where the commission holds the key of the sheets: gone with the submission
DRAFTS = PassingSeal("drafts", "draft")
# a file in an envelope, and what its applicant is told of it
ENVELOPES, NOTES = Seal("sheets", "envelope"), Seal("sheets", "envelope note")
PLACES = (
    Place(SHEETS, "selection.ScoreSheet", row="assignment_id"),
    Place(SHEETS, "selection.ExpertNote", row="assignment_id"),
    Place(SCANS, "selection.PaperSheet", row="assignment_id", field="scan"),
    Place(READINGS, "selection.PaperReading"),
    Place(SHARES, "selection.KeyHolder", field="entered"),
    Place(TRIALS, "selection.KeyHolder", field="tried"),
    Place(ENVELOPES, "selection.EnvelopeFile"),
    Place(NOTES, "selection.EnvelopeFile", field="note"),
)
seal, unseal = SHEETS.seal, SHEETS.unseal
