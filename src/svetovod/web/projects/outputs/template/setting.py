"""A filled DOCX set as PDF: its headings, paragraphs and tables in the house's type, in their order.

Fonts, page breaks and pictures of the template are not carried over; its words, tables, bold and alignment are.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import takewhile
from typing import Any

from svetovod.web.documents.typesetting import render_pdf

ALIGNED = {"CENTER": "center", "RIGHT": "right"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AROUND_RUNS = {f"{W}hyperlink", f"{W}ins", f"{W}smartTag"}
ACROSS, BESIDE, LONGEST_WORD, LONGEST_CELL = 96, 3.5, 26, 60  # signs: a row of a page, the edges of a cell, bounds
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def pdf(docx: bytes, *, title: str, demo: bool, at: datetime) -> bytes:
    data = {"title": title, "demo": demo, "lang": "ru", "blocks": list(blocks(docx))}
    return render_pdf("projects/application.typ", data, at=at)


def blocks(docx: bytes) -> Iterator[dict[str, Any]]:
    """Headers of the first section first, then the body, then footers."""
    from docx import Document

    document = Document(BytesIO(docx))
    names = {style.style_id: style.name for style in document.styles}
    first = document.sections[0]
    for part in (first.header, document, first.footer):
        yield from _of(part, names)


def _of(part: Any, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    from docx.table import Table

    for each in part.iter_inner_content():
        if isinstance(each, Table):
            rows = list(_rows(each))
            yield {"kind": "table", "rows": rows, "head": _head(each), "widths": widths(rows, len(each.columns))}
        elif each.text.strip():
            yield _paragraph(each, names.get(each._p.style, ""))


def _paragraph(paragraph: Any, style: str) -> dict[str, Any]:
    level = style.removeprefix("Heading ")
    if style == "Title" or (style.startswith("Heading ") and level.isdigit()):
        return {"kind": "heading", "level": 1 if style == "Title" else min(int(level), 3), "text": paragraph.text}
    runs = [
        {"text": run.text, "bold": bool(run.bold), "italic": bool(run.italic)} for run in paragraph.runs if run.text
    ]
    align = ALIGNED.get(paragraph.alignment.name, "left") if paragraph.alignment is not None else "left"
    return {"kind": "paragraph", "runs": runs or [{"text": paragraph.text, "bold": False, "italic": False}],
            "align": align}  # fmt: skip


def _rows(table: Any) -> Iterator[list[dict[str, Any]]]:
    """A cell that spans columns stands once, with how many it takes; one that spans rows has its words in the first.

    Read from the elements themselves: an estimate has thousands of cells.
    """
    for row in table._tbl.tr_lst:
        yield [*_gap(row.grid_before), *map(_cell, row.tc_lst), *_gap(row.grid_after)]


def _head(table: Any) -> int:
    """How many rows stand again on each page: those the template marks so, from the first on."""
    marked = (row.trPr is not None and row.trPr.find(f"{W}tblHeader") is not None for row in table._tbl.tr_lst)
    return sum(1 for _row in takewhile(bool, marked))


def widths(rows: Sequence[Sequence[Mapping[str, Any]]], columns: int) -> list[float]:
    """Room of each column in signs: its longest word first, what is left goes by how much there is to say.

    Known before the page is set: a table whose columns find their width by themselves is measured cell by cell.
    """
    least, wanted = [1.0] * columns, [1.0] * columns
    for row in rows:
        place = 0
        for cell in row:
            if cell["span"] == 1 and place < columns:
                words = cell["text"].split(" ")
                least[place] = max(least[place], min(max(map(len, words)), LONGEST_WORD))
                wanted[place] = max(wanted[place], min(len(cell["text"]), LONGEST_CELL))
            place += cell["span"]
    over = sum(wanted) - sum(least)
    share = max(0.0, min(1.0, (ACROSS - sum(least)) / over)) if over else 1.0
    return [BESIDE + low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def _gap(columns: int) -> list[dict[str, Any]]:
    return [{"text": "", "span": columns, "right": False}] if columns else []


def _cell(tc: Any) -> dict[str, Any]:
    lines = ["".join(words_of(paragraph)) for paragraph in tc.p_lst]
    alignment = tc.p_lst[0].alignment if tc.p_lst else None
    right = alignment is not None and alignment.name == "RIGHT"
    return {"text": "\n".join(lines).strip(), "span": tc.grid_span, "right": right}


def words_of(within: Any) -> Iterator[str]:
    """Words of a paragraph's element, those of tracked insertions too and of deletions not."""
    for child in within:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag == f"{W}r" or child.tag in AROUND_RUNS:
            yield from words_of(child)
