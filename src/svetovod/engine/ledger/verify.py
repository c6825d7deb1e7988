"""The verifier of an export: every byte of it is either bound by the root or determined by the rest.

Steps: 1 parts, 2 signed root, 3 entries, 4 manifest and files, 5 sealed sheets and what was filed, 6 container,
7 what is known from outside, 8 results computed again. Specification for outsiders: docs/reference/export-format.md.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from .canonical import parse_canonical
from .container import MAX_BYTES, first_difference, pack, readable_until, unpack
from .entries import Entries, check_entries
from .envelopes import check_envelopes
from .export import BINDING, ENTRIES, FILES, LEAVES, MANIFEST, ROOT, bound_manifest, manifest_of
from .filed import check_filed
from .findings import Finding, Verification
from .sheets import check_sheets
from .signing import SignedRoot, verify_signed_root
from .tree import Frontier
from .withheld import first_difference as first_withheld

# takes the files (names without the folder) and the entries; says what was computed again and what does not come out
Recompute = Callable[[Mapping[str, bytes], Sequence[Any]], tuple[Iterable[str], Iterable[Finding]]]


def verify_export(
    data: bytes,
    *,
    root: str | None = None,
    key: str | None = None,
    recompute: Recompute | None = None,
    witnesses: Collection[tuple[int, str]] = (),
) -> Verification:
    """Check the bytes of an export; never raises, whatever they are.

    `root` (hexadecimal) must have been the root of this ledger at some size, `key` is the fingerprint that must have
    signed it; `witnesses` are sizes with the roots that others keep of them; the ledger must reach every one. Without
    any, only the inner agreement is shown: a liar with a key of his own can make a new ledger.
    """
    if len(data) > MAX_BYTES:
        return Verification(ok=False, findings=(Finding("container", None, MAX_BYTES, "too_large"),))
    try:
        return _verify(data, root, key, recompute, witnesses)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, OverflowError, MemoryError) as error:
        finding = Finding("container", None, None, f"unreadable: {type(error).__name__}")
        return Verification(ok=False, findings=(finding,))


def _verify(
    data: bytes, root: str | None, key: str | None, recompute: Recompute | None, witnesses: Collection[tuple[int, str]]
) -> Verification:
    parts = unpack(data)
    if parts is None:
        return Verification(ok=False, findings=(Finding("container", None, readable_until(data), "unreadable"),))
    contents = {part.name: part.content for part in parts}
    findings = [
        Finding("part", name, None, "missing") for name in (ENTRIES, LEAVES, ROOT, MANIFEST) if name not in contents
    ]
    signed, vouched, root_findings = _check_root(contents.get(ROOT), key)
    entries = check_entries(contents.get(ENTRIES, b""), contents.get(LEAVES), signed, vouched=vouched)
    files = {name.removeprefix(FILES): text for name, text in contents.items() if name.startswith(FILES)}
    findings += entries.findings + root_findings + _check_files(contents, files, entries)
    findings += check_sheets(files, entries.values) + check_filed(files, entries.values)
    findings += check_envelopes(files, entries.values)
    accused = {finding.name for finding in findings}
    checksums = {part.name: part.stated_crc for part in parts if part.name in accused}
    offset = first_difference(data, pack(contents, checksums=checksums))
    if offset is not None:
        findings.append(Finding("container", None, offset, "differs"))
    known = None
    if root is not None:
        known = _size_when_root_was(root, entries)
        if known is None:
            findings.append(Finding("known_root", None, None, root))
    seen = _roots_at({size for size, _root in witnesses}, entries)
    findings += [
        Finding("witness", None, size, kept if size in seen else "beyond")
        for size, kept in witnesses
        if seen.get(size) != kept
    ]
    done: Iterable[str] = ()
    if recompute is not None:
        done, wrong = recompute(files, entries.values)
        findings += wrong
    return Verification(
        ok=not findings,
        findings=tuple(findings),
        size=signed.size if signed else None,
        root=signed.root if signed else None,
        key=signed.key_id if signed else None,
        timestamp=signed.timestamp if signed else None,
        files=len(files),
        shown=len(entries.values) - len(entries.withheld),
        known_root_size=known,
        recomputed=tuple(done),
        witnessed=sum(seen.get(size) == kept for size, kept in witnesses),
    )


def _check_root(text: bytes | None, key: str | None) -> tuple[SignedRoot | None, bool, list[Finding]]:
    if text is None:
        return None, False, []
    try:
        signed = SignedRoot.from_json(parse_canonical(text))
    except ValueError:
        return None, False, [Finding("root", ROOT, None, "form")]
    if not verify_signed_root(signed):
        return signed, False, [Finding("signature", ROOT, None, "invalid")]
    if key is not None and key != signed.key_id:
        return signed, True, [Finding("key", None, None, signed.key_id)]
    return signed, True, []


def _check_files(contents: Mapping[str, bytes], files: Mapping[str, bytes], entries: Entries) -> list[Finding]:
    expected = {ENTRIES, LEAVES, ROOT, MANIFEST, *(FILES + name for name in files)}
    findings = [Finding("file", name, None, "unexpected") for name in contents if name not in expected]
    text = contents.get(MANIFEST)
    if text is None:
        return findings
    whole = not any(finding.kind == "entry" for finding in entries.findings)
    last = len(entries.values) - 1
    if whole and last in entries.withheld:
        findings.append(Finding("entry", ENTRIES, last, "withheld"))
        whole = False
    if whole and bound_manifest(entries.values) != sha256(text).hexdigest():
        findings.append(Finding("manifest", MANIFEST, None, BINDING))
        whole = False
    try:
        manifest = parse_canonical(text)
        if whole and (index := first_withheld(manifest["withheld"], entries.withheld, last + 1)) is not None:
            detail = "withheld" if index in entries.withheld else "shown"
            findings.append(Finding("entry", ENTRIES, index, detail))
        listed: dict[str, Any] = {file["name"]: file for file in manifest["files"]}
        for name in sorted(listed.keys() | files.keys()):
            if name not in files or name not in listed:
                detail = "missing" if name not in files else "unexpected"
                findings.append(Finding("file", FILES + name, None, detail))
            elif listed[name]["sha256"] != sha256(files[name]).hexdigest() or listed[name]["size"] != len(files[name]):
                findings.append(Finding("file", FILES + name, None, "changed"))
        if not findings and whole and manifest_of(files, entries.withheld) != text:
            findings.append(Finding("manifest", MANIFEST, None, "form"))
    except (ValueError, KeyError, TypeError):
        findings.append(Finding("manifest", MANIFEST, None, "form"))
    return findings


def _roots_at(sizes: Collection[int], entries: Entries) -> dict[int, str]:
    """The roots of the first so many entries; sizes that the export does not reach are left out."""
    frontier = Frontier()
    found = {0: frontier.root().hex()}
    for leaf in entries.leaves if sizes else ():
        frontier.append(leaf)
        if frontier.size in sizes:
            found[frontier.size] = frontier.root().hex()
    return found


def _size_when_root_was(root: str, entries: Entries) -> int | None:
    wanted, frontier = bytes.fromhex(root), Frontier()
    if frontier.root() == wanted:
        return 0
    for leaf in entries.leaves:
        frontier.append(leaf)
        if frontier.root() == wanted:
            return frontier.size
    return None
