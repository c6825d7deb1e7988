"""The example of docs/reference/export-format.md is true, and the verifier written from it is short."""

import ast
import re
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from svetovod.engine import ledger

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/reference/export-format.md"


def test_example_of_the_export_format() -> None:
    text = PAGE.read_text(encoding="utf-8")
    example = text[text.index("## Example") :]
    block = re.search(r"```\n(.*?)```", example, re.DOTALL)
    assert block is not None
    entries = [line.encode() for line in block[1].splitlines()]
    figures = dict(re.findall(r"^\| ([^|]+) \| `([^`]+)` \|$", example, re.MULTILINE))
    leaves = [ledger.leaf_hash(entry) for entry in entries]
    root = ledger.sign_root(
        bytes.fromhex(figures["private key"]),
        size=len(entries),
        root=ledger.root(leaves),
        at=datetime(2021, 6, 24, 9, tzinfo=UTC),
    )
    export = ledger.build_export({"note.txt": b"hello"}, [ledger.stub(leaves[0]), *entries[1:]], root)
    assert figures == {
        **{f"leaf of entry {index}": leaf.hex() for index, leaf in enumerate(leaves)},
        "root": root.root,
        "private key": bytes(range(32)).hex(),
        "key_id": root.key_id,
        "timestamp": root.timestamp,
        "signature": root.signature,
        f"SHA-256 of the export ({len(export)} bytes)": sha256(export).hexdigest(),
    }
    sheet = re.search(r"The sheet `([^`]+)`.*?`([0-9a-f]{64})`", example, re.DOTALL)
    assert sheet is not None
    assert ledger.commit(bytes(32), ledger.parse_canonical(sheet[1].encode())) == sheet[2]


def test_the_verifiers_to_copy_are_as_short_as_is_said() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in ("verify_export.py", "verify_export.pl"):
        said = re.search(rf"`tools/{re.escape(name)}`[^`]*?under (\d+) lines", text)
        assert said is not None, name
        assert len((ROOT / "tools" / name).read_text(encoding="utf-8").splitlines()) < int(said[1]) < 300


def test_the_verifier_to_copy_has_nothing_of_the_product() -> None:
    """Whoever distrusts the product reads it in one sitting: it has nothing of the product in it."""
    text = (ROOT / "tools/verify_export.py").read_text(encoding="utf-8")
    named = {alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= sys.stdlib_module_names
