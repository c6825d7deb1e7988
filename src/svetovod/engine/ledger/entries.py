"""The entries of an export against the root: whole, in order, and if not, which is the first broken one."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .canonical import parse_canonical
from .export import ENTRIES, LEAVES, ROOT
from .findings import Finding
from .signing import SignedRoot
from .tree import root
from .withheld import is_stub, leaf_of

MAX_ENTRY_BYTES = 1 << 20


@dataclass(slots=True)
class Entries:
    """The entries that could be read. `values` are None where an entry is withheld or not canonical JSON."""

    values: list[Any] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    withheld: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check_entries(text: bytes, listed: bytes | None, signed: SignedRoot | None, *, vouched: bool) -> Entries:
    """Read the lines and compare them with the root and the list of leaf hashes.

    `listed` is the text of the list; `vouched` says whether the signature on the root holds, so that with a damaged
    root the entries that agree with the list are not the ones accused.
    """
    result = Entries()
    lines = text.split(b"\n")
    if lines.pop() != b"":
        result.findings.append(Finding("entry", ENTRIES, len(lines), "unterminated"))
    for index, line in enumerate(lines):
        result.leaves.append(leaf_of(line))
        result.values.append(None)
        if is_stub(line):
            result.withheld.append(index)
            continue
        try:
            result.values[index] = _entry(line)
        except ValueError:
            result.findings.append(Finding("entry", ENTRIES, index, "form"))
    _compare(result, _read_list(listed), signed, vouched=vouched)
    return result


def _entry(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_ENTRY_BYTES:
        raise ValueError("too long")
    value = parse_canonical(line)
    if not isinstance(value, dict):
        raise ValueError("an entry is an object")
    return value


def _compare(result: Entries, listed: list[bytes] | None, signed: SignedRoot | None, *, vouched: bool) -> None:
    top = root(result.leaves).hex()
    agree = signed is not None and (signed.size, signed.root) == (len(result.leaves), top)
    if listed == result.leaves:
        if signed is not None and not agree:
            # the list was changed together with the entries, or the root is not theirs: no single entry to accuse
            result.findings.append(Finding("root", ENTRIES if vouched else ROOT, None, "mismatch"))
        return
    if agree or listed is None:
        result.findings.append(Finding("leaves", LEAVES, None, "form" if listed is None else "mismatch"))
        if signed is not None and not agree:
            result.findings.append(Finding("root", ENTRIES, None, "mismatch"))
        return
    index, detail = locate(listed, result.leaves)
    already = {finding.index for finding in result.findings if finding.kind == "entry"}
    if index not in already:
        result.findings.append(Finding("entry", ENTRIES, index, detail))
    if signed is not None and (signed.size, signed.root) != (len(listed), root(listed).hex()):
        result.findings.append(Finding("leaves", LEAVES, None, "mismatch"))


def locate(stated: list[bytes], found: list[bytes]) -> tuple[int, str]:
    """The first place where two different lists of leaves part, and what seems to have happened there.

    `dropped`, `truncated`, `repeated`, `added`, `moved` or `changed`.
    """
    shorter = min(len(stated), len(found))
    index = next((i for i in range(shorter) if stated[i] != found[i]), shorter)
    surplus = len(found) - len(stated)
    if surplus < 0 and found[index:] == stated[index - surplus :]:
        return index, "truncated" if index == len(found) else "dropped"
    if surplus > 0 and found[index + surplus :] == stated[index:]:
        return index, "repeated" if found[index] in set(stated) else "added"
    return index, "moved" if Counter(stated) == Counter(found) else "changed"


def _read_list(listed: bytes | None) -> list[bytes] | None:
    try:
        leaves = [bytes.fromhex(line) for line in (listed or b"").decode("ascii").splitlines()]
    except ValueError:
        return None
    spelled = b"".join(leaf.hex().encode() + b"\n" for leaf in leaves)
    return leaves if spelled == listed and all(len(leaf) == 32 for leaf in leaves) else None
