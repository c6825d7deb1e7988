"""The texts of an application as one DOCX to be written in together, and back again by sections.

Each section begins with a heading that bears two bookmarks: its key, and the revision it was taken at. Office programs
keep them through editing; where the key is gone the words of the heading are looked for.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from svetovod.web.projects.outputs.template.setting import words_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = 40  # signs of a bookmark's name in Word
KEY, REVISION = "s_", re.compile(r"r_\d+_(\d+)")
HINT = "Svetovod hint"


@dataclass(frozen=True, slots=True)
class Blank:
    """A section as it goes out."""

    key: str
    title: str
    hint: str
    text: str
    revision: int


@dataclass(slots=True)
class Came:
    """A section as it came back; `revision` is the one it was taken at, None where the mark is gone."""

    key: str
    revision: int | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Read:
    """`outside` are words that stand in no section."""

    sections: Sequence[Came]
    outside: str


def write(title: str, lead: str, rows: Iterable[Blank]) -> bytes:
    from docx import Document  # heavy: only where a document is made
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    document.styles.add_style(HINT, WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    document.add_heading(title, level=0)
    document.add_paragraph(lead)
    for place, row in enumerate(rows, 1):
        heading = document.add_heading(row.title, level=1)
        _mark(heading, 2 * place, f"{KEY}{row.key}"[:NAME])
        _mark(heading, 2 * place + 1, f"r_{place}_{row.revision}")
        if row.hint:
            document.add_paragraph(row.hint, style=HINT)
        for line in row.text.split("\n"):
            document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _mark(paragraph: Any, number: int, name: str) -> None:
    from docx.oxml import OxmlElement

    for tag, place in (("w:bookmarkStart", 1), ("w:bookmarkEnd", len(paragraph._p) + 1)):
        element = OxmlElement(tag)
        element.set(f"{W}id", str(number))
        if tag == "w:bookmarkStart":
            element.set(f"{W}name", name)
        paragraph._p.insert(place, element)


def unsafe(content: bytes) -> bool:
    """Whether a part declares entities: no office program writes any."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if name.lower().endswith((".xml", ".rels")))
        return any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts)


def read(content: bytes, asked: Mapping[str, Iterable[str]], ours: Iterable[str]) -> Read:
    """Words by sections. `asked` is key -> titles in all languages, `ours` the words that `write` put in itself.

    Deleted words of tracked changes are gone, inserted ones are there.
    """
    from docx import Document

    keys = {f"{KEY}{key}"[:NAME]: key for key in asked}
    titles = {_plain(title): key for key, names in asked.items() for title in names}
    known = {_plain(words) for words in ours if words}
    found: dict[str, Came] = {}
    now: Came | None = None
    outside: list[str] = []
    for block in Document(BytesIO(content)).iter_inner_content():
        key, revision = _marks(block, keys)
        heading = _heading(block)
        if key is None and heading and (named := titles.get(_plain(_text(block)))) not in found:
            key = named
        if key is not None:
            now = found.setdefault(key, Came(key, revision))
            if heading:
                continue
        lines = list(_lines(block))
        if _plain(" ".join(lines)) in known and (now is None or _style(block) == HINT):
            continue
        if now is None:
            outside += filter(str.strip, lines)
        else:
            now.lines += lines
    return Read(list(found.values()), "\n".join(outside))


def _marks(block: Any, keys: Mapping[str, str]) -> tuple[str | None, int | None]:
    key, revision = None, None
    for mark in block._element.iter(f"{W}bookmarkStart"):
        name = mark.get(f"{W}name") or ""
        key = keys.get(name, key)
        if at := REVISION.fullmatch(name):
            revision = int(at[1])
    return key, revision


def _heading(block: Any) -> bool:
    return _style(block).casefold().startswith(("heading", "title"))


def _style(block: Any) -> str:
    return str(getattr(block.style, "name", "") or "") if hasattr(block, "runs") else ""


def _text(block: Any) -> str:
    return "".join(words_of(block._p)) if hasattr(block, "runs") else ""


def _lines(block: Any) -> Iterator[str]:
    """A paragraph is a line, one of a list begins with a dash; a row of a table is a line of its cells."""
    if hasattr(block, "runs"):
        listed = block._p.pPr is not None and block._p.pPr.numPr is not None
        text = _text(block)
        yield from (f"— {text}" if listed and text.strip() else text).split("\n")
        return
    for row in block._tbl.tr_lst:
        yield "\t".join(" ".join("".join(words_of(p)) for p in tc.p_lst).strip() for tc in row.tc_lst)


def _plain(text: str) -> str:
    return re.sub(r"^[\d.\s]+", "", " ".join(text.split())).casefold()
