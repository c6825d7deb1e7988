"""Opened envelopes of applications against what the ledger says of them: promised before the opening, opened then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .canonical import parse_canonical
from .export import ENTRIES, FILES
from .filed import EVIDENCE, LEFT_OUT, TOO_LARGE
from .findings import Finding
from .sealing import opens_file

ENVELOPES = "selection/envelopes.json"
PROMISE = "promise"
# of an application: what stands in its envelope from then on
PUT = ("envelope.put", "envelope.remove", "application.file", "application.replace")
# whose words open the envelopes, as soon as the last ones of both name the same files as left closed
ROLES = ("secretary", "chair")

# of a file: the number of its application, its place in the envelope, its promise
Row = tuple[Any, Any, Any]


@dataclass(slots=True)
class _Told:
    """What the entries say: the rows promised last of applications filed when both words were said, those opened then,
    each with its salt, and those named as not opened."""

    promised: set[Row] = field(default_factory=set)
    opened: dict[Row, Any] = field(default_factory=dict)
    unopened: set[Row] = field(default_factory=set)
    words: dict[str, list[Any]] = field(default_factory=dict)


def check_envelopes(files: Mapping[str, bytes], entries: Sequence[Any]) -> list[Finding]:
    """`files/selection/envelopes.json` lists what the ledger says was opened and nothing else, the ledger opened what
    it had promised last and nothing else, and each file opens its promise.

    A file is `{"number", "place", "promise", "salt", "sha256"}`: of the application, of the document, three in
    hexadecimal; its bytes lie under their SHA-256 unless they are left out for their size. `index` of a finding is its
    place in that list, None for those that are not in it (`dropped`).
    """
    try:
        told = _told(entries)
    except (ValueError, KeyError, TypeError, AttributeError):
        return [Finding("envelope", ENTRIES, None, "form")]
    try:
        # without such a file nothing of what is left out is asked here
        left_out = parse_canonical(files[LEFT_OUT])["files"] if {LEFT_OUT, ENVELOPES} <= files.keys() else []
        large = {row["sha256"] for row in left_out if row["why"] == TOO_LARGE}
        rows = parse_canonical(files[ENVELOPES])["files"] if ENVELOPES in files else []
        found = [(index, detail) for index, detail in _faults(rows, told, files, large) if detail]
    except (ValueError, KeyError, TypeError):
        return [Finding("envelope", FILES + ENVELOPES, None, "form")]
    return [Finding("envelope", FILES + ENVELOPES, index, detail) for index, detail in found]


def _told(entries: Sequence[Any]) -> _Told:
    told, inside, numbers = _Told(), dict[str, list[Any]](), dict[str, Any]()
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        action, subject = entry.get("action"), entry.get("subject", "")
        data: Any = entry.get("data")
        if action in PUT:
            inside[subject] = data.get("promises", data.get("envelope", []))
            numbers[subject] = data.get("number", numbers.get(subject))
        elif action == "application.withdraw":
            inside[subject] = []
        elif action == "envelopes.confirm":
            said = data.get("unopened", [])
            # a word that names other files makes the other one's void
            told.words = {role: named for role, named in told.words.items() if named == said} | {data["role"]: said}
            if told.words.keys() >= set(ROLES):
                told.promised = {
                    _row(row | {"number": numbers[subject]})
                    for subject, rows in inside.items() if numbers[subject] for row in rows
                }  # fmt: skip
        elif action == "envelopes.open":
            told.opened |= {_row(row): row["salt"] for row in data["files"]}
            told.unopened |= {_row(row) for row in data.get("unopened", [])}
    return told


def _row(row: Mapping[str, Any]) -> Row:
    return row["number"], row["place"], row[PROMISE]


def _faults(
    rows: Sequence[Mapping[str, Any]], told: _Told, files: Mapping[str, bytes], large: set[str]
) -> Iterator[tuple[int | None, str]]:
    listed: set[Row] = set()
    for index, row in enumerate(rows):
        yield index, _fault(row, told, files, large) or ("repeated" if _row(row) in listed else "")
        listed.add(_row(row))
    if not told.promised - told.unopened | told.opened.keys() <= listed:
        yield None, "dropped"


def _fault(row: Mapping[str, Any], told: _Told, files: Mapping[str, bytes], large: set[str]) -> str:
    key = _row(row)
    if key not in told.promised or key in told.unopened or told.opened.get(key) != row["salt"]:
        return "not_in_ledger"
    content = files.get(EVIDENCE + row["sha256"])
    if content is None:
        return "" if row["sha256"] in large else "missing"
    return "" if opens_file(row[PROMISE], bytes.fromhex(row["salt"]), content) else "does_not_open"
