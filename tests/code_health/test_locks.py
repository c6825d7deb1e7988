"""Rows are locked without their keys: a plain FOR UPDATE stops whoever only refers to them, see
docs/explanation/writes.md."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src/svetovod"


def test_a_lock_of_rows_leaves_their_keys_free() -> None:
    """A line that needs another kind of lock says why in a comment of its own."""
    plain = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in ROOT.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "select_for_update(" in line and "no_key=True" not in line and "  # " not in line
    ]
    assert plain == []
