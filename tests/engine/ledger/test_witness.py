"""Witnesses: letters that keep a root. An honest export agrees with every one of them, a rewritten past with none."""

from email.message import EmailMessage

import pytest

from svetovod.engine import ledger

from . import exports

EXPORT = exports.export()
LEAVES = [bytes.fromhex(line) for line in exports.parts_of(EXPORT)["ledger/leaves.txt"].decode().split()]


def letter(size: int, root: str) -> bytes:
    made = EmailMessage()
    made["Subject"], made["To"] = "Итог отбора", "somebody@example.org"
    made.set_content(f"Протокол опубликован. Сохраните письмо: {ledger.root_line(size, root)}.")
    return made.as_bytes()


def kept(size: int) -> str:
    return ledger.root(LEAVES[:size]).hex()


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_a_letter_of_any_moment_agrees_with_an_honest_export(size: int) -> None:
    found = ledger.roots_in(letter(size, kept(size)))
    assert found == [(size, kept(size))]
    assert ledger.verify_export(EXPORT, witnesses=found).witnessed == 1


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_two_histories_are_told(size: int) -> None:
    """The same size with another root: the letter was written from another journal."""
    other = ledger.root([ledger.leaf_hash(b"another past"), *LEAVES[1:size]]).hex()
    result = ledger.verify_export(EXPORT, witnesses=[(size, other)])
    assert not result.ok and result.witnessed == 0
    assert [(f.kind, f.index, f.detail) for f in result.findings] == [("witness", size, other)]


def test_a_witness_that_the_export_does_not_reach_is_told_and_plain_text_is_read() -> None:
    later = (len(LEAVES) + 5, "0" * 64)
    assert ledger.roots_in(f"x {ledger.root_line(*later)} y".encode()) == [later]
    result = ledger.verify_export(EXPORT, witnesses=[later])
    assert not result.ok and result.witnessed == 0
    assert [(f.kind, f.index, f.detail) for f in result.findings] == [("witness", later[0], "beyond")]
    nothing = (0, ledger.root([]).hex())
    assert ledger.verify_export(EXPORT, witnesses=[nothing]).witnessed == 1
    assert ledger.roots_in(b"no root at all " + b"a" * 64) == []


def test_a_letter_in_a_charset_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="x-nobody"):
        ledger.roots_in(b"Subject: x\nContent-Type: text/plain; charset=x-nobody\n\n\xd0\xd1")
