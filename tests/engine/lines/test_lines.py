"""The words of a PDF, line by line, of its first pages."""

import typst

from svetovod.engine.lines import pdf_lines
from svetovod.engine.lines.worker import MOST_PAGES


def pdf(*pages: str) -> bytes:
    content: bytes = typst.compile("\n#pagebreak()\n".join(pages).encode())
    return content


def test_lines_of_pages_in_their_order() -> None:
    found = pdf_lines(pdf("Приказ \\\n о проекте", "Вторая страница"), seconds=30)
    assert [line for line in found if line] == ["Приказ", "о проекте", "Вторая страница"]


def test_pages_past_the_bound_are_not_read() -> None:
    found = pdf_lines(pdf(*(f"страница {number}" for number in range(MOST_PAGES + 2))), seconds=30)
    assert [line for line in found if line] == [f"страница {number}" for number in range(MOST_PAGES)]


def test_what_is_no_pdf_has_no_lines() -> None:
    assert pdf_lines(b"%PDF-1.7 nothing", seconds=30) == []
    assert pdf_lines(pdf("Приказ")[:200], seconds=30) == []


def test_nothing_is_told_when_the_time_is_up() -> None:
    assert pdf_lines(pdf("Приказ"), seconds=0) == []
