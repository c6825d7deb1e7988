"""A filled DOCX set as PDF: its headings, paragraphs and tables in the house's type, in their order.

Fonts, page breaks and pictures of the template are not carried over; its words, tables, bold and alignment are.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from svetovod.web.documents.typesetting import render_pdf

ALIGNED = {"CENTER": "center", "RIGHT": "right"}


def pdf(docx: bytes, *, title: str, demo: bool, at: datetime) -> bytes:
    data = {"title": title, "demo": demo, "lang": "ru", "blocks": list(blocks(docx))}
    return render_pdf("projects/application.typ", data, at=at)


def blocks(docx: bytes) -> Iterator[dict[str, Any]]:
    """Headers of the first section first, then the body, then footers."""
    from docx import Document

    document = Document(BytesIO(docx))
    first = document.sections[0]
    for part in (first.header, document, first.footer):
        yield from _of(part)


def _of(part: Any) -> Iterator[dict[str, Any]]:
    from docx.table import Table

    for each in part.iter_inner_content():
        if isinstance(each, Table):
            yield {"kind": "table", "rows": list(_rows(each)), "columns": len(each.columns)}
        elif each.text.strip():
            yield _paragraph(each)


def _paragraph(paragraph: Any) -> dict[str, Any]:
    style = paragraph.style.name if paragraph.style is not None else ""
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
    """A cell that spans columns stands once, with how many it takes."""
    for row in table.rows:
        cells: list[dict[str, Any]] = []
        known = None
        for cell in row.cells:
            if known is not None and cell._tc is known:
                cells[-1]["span"] += 1
                continue
            known = cell._tc
            first = cell.paragraphs[0] if cell.paragraphs else None
            right = first is not None and first.alignment is not None and first.alignment.name == "RIGHT"
            cells.append({"text": cell.text.strip(), "span": 1, "right": right})
        yield cells
