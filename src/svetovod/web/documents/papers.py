"""A paper as one shape, set as DOCX to go on with and as PDF; equal papers are equal bytes.

`paper.typ` and `paper.docx` set it; the second is a template anybody may replace.
"""

import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from .typesetting import render_pdf

TEMPLATE = Path(__file__).parent / "templates" / "documents" / "paper.docx"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EPOCH = (1980, 1, 1, 0, 0, 0)
# what stands around the text, of a PDF (the house style reads it itself) and of a DOCX
WORDS = tomllib.loads((Path(__file__).parent / "templates" / "typst" / "words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs, then a table. `right` are the columns of figures; `wide` has `room` where others have 1.

    `narrow` columns take what they need: numbers, INN.
    """

    heading: str = ""
    paragraphs: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    right: Sequence[int] = ()
    wide: int = 0
    room: float = 1.3
    narrow: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`facts` are pairs under the title; `signs` are offices with a line for each.

    `missing` names what is not known: on the paper there is a line to fill by hand. `qr` is SVG text, `logos` are too.
    `mark` is the mark in words, then the holders of the secrets it holds or lists: it stands on the first page and over
    every other. `lang` is the language of what stands around the text: footer, marks.
    """

    title: str
    kicker: str
    blocks: Sequence[Block]
    to: str = ""
    subtitle: str = ""
    place: str = ""
    facts: Sequence[Sequence[str]] = ()
    signs: Sequence[str] = ()
    note: str = ""
    demo: bool = False
    missing: Sequence[str] = field(default_factory=tuple)
    qr: str = ""
    logos: Sequence[str] = ()
    mark: Sequence[str] = ()
    lang: str = "ru"


def kept(plain: Mapping[str, Any]) -> Paper:
    """A paper that was frozen as plain values, whatever papers had at that time: one office for `signs`, a `lang`."""
    known = {name: value for name, value in plain.items() if name in Paper.__dataclass_fields__}
    signs = known.get("signs") or ()
    blocks = [Block(**each) for each in plain["blocks"]]
    return Paper(**known | {"blocks": blocks, "signs": [signs] if isinstance(signs, str) else signs})


def pdf(paper: Paper, at: datetime) -> bytes:
    data = asdict(paper)
    for later, none in (("logos", ()), ("mark", ()), ("lang", "ru")):
        if data[later] == none or not data[later]:
            del data[later]  # the checksum of a paper without them is what it was before papers had them
    return render_pdf("documents/paper.typ", data, at=at)


def docx(paper: Paper) -> bytes:
    from docxtpl import DocxTemplate  # heavy: only where a document is made

    data = asdict(paper)
    data["words"] = WORDS[paper.lang]
    data["kicker"] = " · ".join((*paper.mark, paper.kicker))
    for block in data["blocks"]:
        block["rows"] = [
            [{"text": cell, "right": place in block["right"]} for place, cell in enumerate(row)]
            for row in block["rows"]
        ]
    template = DocxTemplate(TEMPLATE)
    template.render(data, autoescape=True)
    out = BytesIO()
    template.save(out)
    return settled(out)


def settled(made: IO[bytes]) -> bytes:
    """The same Office file without the moment of making in its container: equal content, equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
        for name in archive.namelist():
            plain.writestr(zipfile.ZipInfo(name, EPOCH), archive.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pages(pdf: bytes) -> int:
    """How many pages a PDF of typst has: its page objects are not packed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
