"""Opened envelopes of applications against the promises that were written into the ledger before the opening."""

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import parse_canonical
from .export import FILES, texts_under
from .filed import EVIDENCE, LEFT_OUT, TOO_LARGE
from .findings import Finding
from .sealing import opens_file

ENVELOPES = "selection/envelopes.json"
PROMISE = "promise"


def check_envelopes(files: Mapping[str, bytes], entries: Sequence[Any]) -> list[Finding]:
    """Each file of `files/selection/envelopes.json` must open a promise that some entry carries.

    A file is `{"number", "place", "promise", "salt", "sha256"}`: of the application, of the document, three in
    hexadecimal; its bytes lie under their SHA-256 unless they are left out for their size. `index` of a finding is its
    place in that list.
    """
    text = files.get(ENVELOPES)
    if text is None:
        return []
    try:
        promised = {promise for entry in entries for promise in texts_under(PROMISE, entry)}
        left_out = parse_canonical(files[LEFT_OUT])["files"] if LEFT_OUT in files else []
        large = {row["sha256"] for row in left_out if row["why"] == TOO_LARGE}
        rows = parse_canonical(text)["files"]
        details = [(index, _fault(row, files, promised, large)) for index, row in enumerate(rows)]
    except (ValueError, KeyError, TypeError):
        return [Finding("envelope", FILES + ENVELOPES, None, "form")]
    return [Finding("envelope", FILES + ENVELOPES, index, detail) for index, detail in details if detail]


def _fault(row: Mapping[str, Any], files: Mapping[str, bytes], promised: set[str], large: set[str]) -> str:
    if row[PROMISE] not in promised:
        return "not_in_ledger"
    content = files.get(EVIDENCE + row["sha256"])
    if content is None:
        return "" if row["sha256"] in large else "missing"
    return "" if opens_file(row[PROMISE], bytes.fromhex(row["salt"]), content) else "does_not_open"
