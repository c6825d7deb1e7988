"""An export of a round held against itself, written from docs/reference/export-format.md alone: nothing of Svetovod,
only the standard library, and openssl for the signature of the root.

    python verify_export.py EXPORT.zip [ROOT]

Prints OK or the first thing that is wrong.
"""

import hashlib
import io
import itertools
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def sha(data):
    return hashlib.sha256(data).digest()


def signature_holds(public, message, signature):
    """Ed25519, by openssl 3: a file each for the key in DER, the message and the signature."""
    if len(public) != 32:
        return False
    with tempfile.TemporaryDirectory() as place:
        key, text, sign = (Path(place, name) for name in ("key", "text", "sign"))
        key.write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
        text.write_bytes(message)
        sign.write_bytes(signature)
        asked = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key, "-rawin", "-in", text]
        done = subprocess.run([*asked, "-sigfile", sign], capture_output=True, check=False)
    if done.returncode and b"Verification Failure" not in done.stdout + done.stderr:
        raise ValueError("openssl 3 is needed: " + done.stderr.decode(errors="replace"))
    return not done.returncode


def tree_root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha(b"\x01" + tree_root(leaves[:k]) + tree_root(leaves[k:]))


def spell(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def exact(data):
    value = json.loads(data.decode())
    if spell(value) != data or b"NaN" in data:
        raise ValueError("not canonical JSON")
    return value


def rebuilt(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=str.encode):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, parts[name])
    return out.getvalue()


def named(value, key, kind=str):
    """Everything of that kind that stands under the key, however deep."""
    if isinstance(value, dict):
        here = [v for k, v in value.items() if k == key and isinstance(v, kind)]
        return here + [found for item in value.values() for found in named(item, key, kind)]
    return [found for item in value for found in named(item, key, kind)] if isinstance(value, list) else []


def signed(parts):
    """What is wrong with the signed root, or None."""
    root = exact(parts["ledger/root.json"])
    statement = {key: root[key] for key in ("size", "root", "timestamp", "key_id")}
    message = spell(statement | {"context": "svetovod root v1"})
    if root.keys() != statement.keys() | {"public_key", "signature"}:
        return "root fields"
    public, signature = bytes.fromhex(root["public_key"]), bytes.fromhex(root["signature"])
    if public.hex() != root["public_key"] or signature.hex() != root["signature"]:
        return "root form"
    if sha(public).hex() != root["key_id"]:
        return "key"
    return None if signature_holds(public, message, signature) else "signature"


def hidden_in(lines):
    return [n for n, line in enumerate(lines) if re.fullmatch(rb'"[0-9a-f]{64}"', line)]


def grown(parts, lines, rest, known_root):
    """What is wrong with the tree over the entries, or None."""
    root, hidden = exact(parts["ledger/root.json"]), hidden_in(lines)
    leaves = [bytes.fromhex(x[1:-1].decode()) if n in hidden else sha(b"\x00" + x) for n, x in enumerate(lines)]
    if rest or len(leaves) != root["size"] or tree_root(leaves).hex() != root["root"]:
        return "entries"
    if parts["ledger/leaves.txt"] != b"".join(leaf.hex().encode() + b"\n" for leaf in leaves):
        return "leaves"
    if known_root and all(tree_root(leaves[:n]).hex() != known_root for n in range(len(leaves) + 1)):
        return "known root"
    return None


def listed(parts, entries, hidden):
    """What is wrong with the manifest, or None."""
    if not all(isinstance(entry, dict) for entry in entries):
        return "entry form"
    if named(entries[-1], "manifest_sha256") != [sha(parts["manifest.json"]).hex()]:
        return "manifest"
    manifest = exact(parts["manifest.json"])
    runs = manifest["withheld"]
    apart = all(one[1] + 1 < other[0] for one, other in itertools.pairwise(runs))
    if not apart or [n for first, last in runs for n in range(first, last + 1)] != hidden:
        return "withheld"
    told = {"files/" + f["name"]: [f["size"], f["sha256"]] for f in manifest["files"]}
    files = {name: [len(text), sha(text).hex()] for name, text in parts.items() if name.startswith("files/")}
    return None if told == files and len(parts) == len(files) + 4 else "files"


def row_of(file):
    return [file["number"], file["place"], file["promise"]]


def out_of(entries):
    """What has to have come out of envelopes: rows promised last at the second word, rows opened, with salts."""
    inside, number, words, due, opened = {}, {}, {}, [], []
    for did, of, data in ((e.get("action"), e.get("subject"), e.get("data")) for e in entries):
        if did in {"envelope.put", "envelope.remove", "application.file", "application.replace"}:
            inside[of] = data.get("promises", data.get("envelope", []))
            number[of] = data.get("number", number.get(of))
        elif did == "application.withdraw":
            inside[of] = []
        elif did == "envelopes.confirm":
            word = data.get("unopened", [])
            words = {role: other for role, other in words.items() if other == word} | {data["role"]: word}
            if words.keys() >= {"secretary", "chair"}:
                due = [row_of(row | {"number": number[of]}) for of in inside if number[of] for row in inside[of]]
        elif did == "envelopes.open":
            opened += [[*row_of(row), row["salt"]] for row in data["files"]]
            due = [row for row in due if row not in map(row_of, data.get("unopened", []))]
    return sorted(due), sorted(opened)


def bound(parts, entries):
    """Which sheet or filed version the journal does not know, or None."""
    for sheet in exact(parts.get("files/selection/sheets.json", b'{"sheets":[]}'))["sheets"]:
        opened = sha(bytes.fromhex(sheet["salt"]) + spell(sheet["sheet"])).hex()
        if opened != sheet["commitment"] or all(opened not in named(e, "commitment") for e in entries):
            return "sheet"
    out = exact(parts.get("files/selection/left-out.json", b'{"files":[]}'))["files"]
    too_large = {row["sha256"] for row in out if row["why"] == "size"}
    for text in (text for name, text in parts.items() if name.startswith("files/selection/applications/")):
        if all(sha(text).hex() not in named(e, "sha256") for e in entries):
            return "application"
        for hash_ in named(named(exact(text), "files", list), "sha256"):
            kept = parts.get("files/selection/files/" + hash_)
            if hash_ not in too_large if kept is None else sha(kept).hex() != hash_:
                return "evidence"
    rows, (due, opened) = exact(parts.get("files/selection/envelopes.json", b'{"files":[]}'))["files"], out_of(entries)
    if sorted(map(row_of, rows)) != due or sorted([*row_of(r), r["salt"]] for r in rows) != opened:
        return "envelope"
    for row in rows:
        kept = parts.get("files/selection/files/" + row["sha256"])
        opened = None if kept is None else sha(bytes.fromhex(row["salt"]) + kept).hex()
        if row["sha256"] not in too_large if kept is None else opened != row["promise"]:
            return "envelope"
    return None


def check(data, known_root=None):
    """The first fault as text, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if rebuilt(parts) != data:
            return "container"
        *lines, rest = parts["ledger/entries.jsonl"].split(b"\n")
        fault = signed(parts) or grown(parts, lines, rest, known_root)
        if fault:
            return fault
        hidden = hidden_in(lines)
        entries = [{} if n in hidden else exact(line) for n, line in enumerate(lines)]
        return listed(parts, entries, hidden) or bound(parts, entries)
    except Exception as error:
        return f"unreadable: {error}"


if __name__ == "__main__":
    fault = check(Path(sys.argv[1]).read_bytes(), *sys.argv[2:])
    sys.stdout.write(f"{fault or 'OK'}\n")
    sys.exit(fault is not None)
