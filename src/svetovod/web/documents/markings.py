"""Papers that must not be here at all: marked as a state secret, or for official use only.

The product is certified for neither. Looked for is the mark as it is set, alone in its line, in the names of files, in
the texts of Office files and on the first pages of a PDF; of pictures, and of scans in a PDF, only the name is known.
"ДСП" alone is chipboard as often as a mark.
"""

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

from .bridge import pdf_lines

WORDS = r"совершенно секретно|секретно|особой важности|для служебного пользования"
# on its own, or with the clause of a list and the number of the copy after it
MARK = re.compile(rf"(?:гриф:? )?(?:(?:{WORDS})(?: ?\([^)]{{0,60}}\))?(?: ?экз.{{0,20}})?|дсп,? ?экз.{{0,20}})\.?")
NAMED = re.compile(rf"(?<![а-яё])(?:{WORDS})(?![а-яё])")
# parts of an Office file with its words, and where a line of them ends
PARTS = re.compile(r"(?:word/(?:document|header\d*|footer\d*)|xl/sharedstrings|ppt/slides/slide\d+)\.xml")
LINE = re.compile(r"</(?:w:p|a:p|si)>")
TAG = re.compile(r"<[^<>]*>")
MOST = 500_000  # bytes of a part: a mark stands at the top or in a header
MOST_PARTS = 20
OFFICE = ("docx", "xlsx", "pptx")
# without either of them a PDF holds no letters, only pictures, and no process need be started to read them
LETTERS = (b"/Font", b"/ObjStm")
SECONDS = 5.0
SPACED = re.compile(r"(?:\S )+\S")  # «С Е К Р Е Т Н О»


def marked_refuse(file: IO[bytes], name: str, extension: str) -> None:
    """Raises `Refused` for a file that carries such a mark."""
    found = bool(NAMED.search(_plain(name.replace("_", " "))))
    if not found and extension in OFFICE:
        found = any(_marks(line) for line in _lines(file))
    elif not found and extension == "pdf":
        found = _pdf_marked(file)
    if found:
        raise Refused(
            "attachment.marked",
            _(
                "The file is marked as secret or for official use: such papers must not be kept here. Hand it over in "
                "the way prescribed for them."
            ),
        )


def _marks(line: str) -> bool:
    if SPACED.fullmatch(line):
        return line.replace(" ", "") in WORDS.replace(" ", "").split("|")
    return bool(MARK.fullmatch(line))


def _pdf_marked(file: IO[bytes]) -> bool:
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not any(sign in content for sign in LETTERS):
        return False
    lines = [_plain(line) for line in pdf_lines(content, seconds=SECONDS)]
    # in a corner of a page a mark of several words stands in two lines
    return any(map(_marks, lines)) or any(_marks(f"{first} {then}") for first, then in pairwise(lines) if then)


def _lines(file: IO[bytes]) -> Iterator[str]:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = [name for name in archive.namelist() if PARTS.fullmatch(name.lower())]
            for part in parts[:MOST_PARTS]:
                with archive.open(part) as opened:
                    text = opened.read(MOST).decode("utf-8", errors="replace")
                for line in LINE.split(text):
                    yield _plain(TAG.sub("", line))
    finally:
        file.seek(0)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("«", "").replace("»", "").replace('"', "").split())
