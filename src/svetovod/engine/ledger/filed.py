"""What was filed against what the ledger says was filed: applications by their hash, and the files they name."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from .canonical import parse_canonical
from .export import FILES, texts_under
from .findings import Finding

APPLICATIONS, EVIDENCE, LEFT_OUT = "selection/applications/", "selection/files/", "selection/left-out.json"
TOO_LARGE = "size"


def check_filed(files: Mapping[str, bytes], entries: Sequence[Any]) -> list[Finding]:
    """Each application's SHA-256 stands in some entry; each file it names is there, or left out for its size."""
    registered = {text for entry in entries for text in texts_under("sha256", entry)}
    findings = []
    for name in sorted(name for name in files if name.startswith(APPLICATIONS)):
        if sha256(files[name]).hexdigest() not in registered:
            findings.append(Finding("file", FILES + name, None, "not_in_ledger"))
    try:
        left_out = (
            {row["sha256"]: row["why"] for row in parse_canonical(files[LEFT_OUT])["files"]}
            if LEFT_OUT in files
            else {}
        )
        named = {
            hash_ for name in files if name.startswith(APPLICATIONS) for hash_ in _named(parse_canonical(files[name]))
        }
    except (ValueError, KeyError, TypeError):
        return [*findings, Finding("file", FILES + LEFT_OUT, None, "form")]
    return findings + [
        Finding("file", FILES + EVIDENCE + hash_, None, fault)
        for hash_ in sorted(named)
        if (fault := _fault(files.get(EVIDENCE + hash_), hash_, left_out.get(hash_)))
    ]


def _fault(content: bytes | None, hash_: str, why: str | None) -> str:
    """`changed` also where the server itself found that the bytes it keeps are no longer those filed."""
    if content is None:
        return "" if why == TOO_LARGE else "changed" if why == "changed" else "missing"
    return "" if sha256(content).hexdigest() == hash_ else "changed"


def _named(content: Any) -> list[str]:
    """Hashes of every file under a key `files`, at any depth."""
    found: list[str] = []
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if isinstance(item.get("files"), list):
                found += texts_under("sha256", item["files"])
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found
