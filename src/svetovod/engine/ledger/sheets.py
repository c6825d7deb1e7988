"""Opened score sheets against the promises that were written into the ledger before the opening."""

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import parse_canonical
from .export import FILES, texts_under
from .findings import Finding
from .sealing import opens

SHEETS = "selection/sheets.json"
COMMITMENT = "commitment"


def check_sheets(files: Mapping[str, bytes], entries: Sequence[Any]) -> list[Finding]:
    """Each sheet of `files/selection/sheets.json` must open a commitment that some entry carries.

    A sheet is `{"commitment", "salt", "sheet"}`, both first in hexadecimal. `index` of a finding is the sheet's number.
    """
    text = files.get(SHEETS)
    if text is None:
        return []
    try:
        sheets = parse_canonical(text)["sheets"]
        promised = {promise for entry in entries for promise in texts_under(COMMITMENT, entry)}
        details = [(index, _fault(sheet, promised)) for index, sheet in enumerate(sheets)]
    except (ValueError, KeyError, TypeError):
        return [Finding("sheet", FILES + SHEETS, None, "form")]
    return [Finding("sheet", FILES + SHEETS, index, detail) for index, detail in details if detail]


def _fault(sheet: Mapping[str, Any], promised: set[str]) -> str:
    if sheet[COMMITMENT] not in promised:
        return "not_in_ledger"
    if not opens(sheet[COMMITMENT], bytes.fromhex(sheet["salt"]), sheet["sheet"]):
        return "does_not_open"
    return ""
