"""Scans read in a process of their own: what is damaged, what takes too long, and one that lies."""

import json
import os
import re
import sys
from io import BytesIO

import pytest
from PIL import Image

from svetovod.engine import scans
from svetovod.engine.apart import PASSED
from svetovod.engine.scans import wire, worker

PAGE = scans.ScannedPage(1, 1, b"\xff\xd8\xff picture", "0" * 64, ("text",))


def bound(*colours):
    pages = [Image.new("RGB", (60, 90), each) for each in colours]
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def damaged(content, *places):
    """The same file without the dictionaries of these pages."""
    found = list(re.finditer(rb"(?<=obj)<<\n/Resources .*?/Type /Page\n.*?(?=endobj)", content, re.DOTALL))
    for start, end in (found[place].span() for place in places):
        content = content[:start] + b"null".ljust(end - start) + content[end:]
    return content


def told(*found):
    out = BytesIO()
    for each in found:
        wire.write(out, each)
    return out.getvalue()


@pytest.fixture
def child(monkeypatch):
    """child("program") -> what is read of a process that does this instead of reading the file."""

    def run(program, seconds=120):
        monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-c", program))
        return list(worker.pages(b"%PDF-", seconds=seconds))

    return run


def test_a_damaged_page_keeps_none_of_the_others_back():
    content = bound("white", "red", "blue")
    *pages, problem = scans.pages(damaged(content, 1), seconds=120)
    assert [(page.number, page.total) for page in pages] == [(1, 3), (3, 3)]
    assert problem == scans.ScanProblem.PARTLY
    assert list(scans.pages(damaged(content, 0, 1, 2), seconds=120)) == [scans.ScanProblem.BROKEN]


def test_a_process_that_dies_was_broken_by_the_file_and_one_that_is_ended_took_too_long(child):
    assert child("import os; os.abort()") == [scans.ScanProblem.BROKEN]
    assert child("import time; time.sleep(600)", seconds=0.5) == [scans.ScanProblem.STOPPED]


def test_an_error_nobody_foresaw_is_a_file_that_could_not_be_read(child):
    program = (
        "from svetovod.engine.scans import __main__ as m\n"
        "def read(content): raise RuntimeError\n"
        "m.read = read; m.main()"
    )
    assert child(program) == [scans.ScanProblem.BROKEN]


def test_the_process_is_given_no_secret(child, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    program = (
        "import os, sys\ngiven = tuple(os.environ)\nfrom svetovod.engine.scans import ScannedPage, wire\n"
        f"wire.write(sys.stdout.buffer, ScannedPage(1, 1, {PAGE.picture!r}, '0' * 64, given))\n"
        "wire.write(sys.stdout.buffer, None)"
    )
    (page,) = child(program)
    assert "PATH" in page.codes and set(page.codes) <= {*PASSED, "LC_CTYPE"}
    assert "DATABASE_URL" in os.environ


def test_what_was_told_is_what_is_read():
    source = BytesIO(told(PAGE, scans.ScanProblem.TOO_MANY, None))
    assert [wire.read(source) for _each in range(3)] == [PAGE, scans.ScanProblem.TOO_MANY, None]
    with pytest.raises(wire.CutError):
        wire.read(source)
    with pytest.raises(wire.CutError):
        wire.read(BytesIO(told(PAGE)[:-1]))


GOOD = {"number": 1, "total": 1, "mark": "0" * 64, "codes": [], "picture": 3}


@pytest.mark.parametrize("header", [
    {"problem": "unheard of"}, {"problem": []}, [], 5, None, "[" * 100_000, {}, GOOD | {"number": 2},
    GOOD | {"number": None}, GOOD | {"number": float("inf")}, GOOD | {"total": 301, "number": 301},
    GOOD | {"mark": "0"}, GOOD | {"codes": 5}, GOOD | {"picture": 2**31}, GOOD | {"picture": -1},
])  # fmt: skip
def test_what_is_no_page_is_not_taken(header):
    text = header.encode() if isinstance(header, str) else json.dumps(header).encode()
    with pytest.raises(wire.GarbledError):
        wire.read(BytesIO(wire.LENGTH.pack(len(text)) + text + b"\xff\xd8\xff"))


def test_what_is_no_picture_or_too_long_is_not_taken():
    text = json.dumps(GOOD).encode()
    for told in (
        wire.LENGTH.pack(len(text)) + text + b"GIF",
        wire.LENGTH.pack(2**31) + b"{}",
        b"\x80\x04cos\nsystem\n",
    ):
        with pytest.raises(wire.GarbledError):
            wire.read(BytesIO(told))
