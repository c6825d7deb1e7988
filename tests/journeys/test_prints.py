"""Main pages on paper, as a browser prints them: nothing to press is left, heads of tables come again on each sheet,
and what a table says in its last column is there, inside the margins."""

import re
from typing import Any

import pypdfium2
import pytest
from tests.pdfs import outside

from .conftest import ROUND, People
from .test_saransk import clock

pytestmark = pytest.mark.browser
# who prints what: the longest lists, the widest tables, and what is taken to a sitting
PRINTED = (
    ("organiser", "/sessions/saransk-2021/registrations/"),
    ("", "/sessions/saransk-2021/"),
    ("manager", "/clusters/svetotekhnika-3/verdict/"),
    ("manager", "/clusters/svetotekhnika-3/dossier/programme/"),
    ("secretary", f"{ROUND}/desk/"),
    ("secretary", f"{ROUND}/ranking/"),
    ("expert-1", "/projects/П-01/indicators/"),
    ("expert-1", "/projects/П-01/estimate/"),
    ("", f"{ROUND}/result/"),
    ("auditor", "/journal/"),
)
# what is for the screen alone, as it stands on paper
LEFT = """() => [...document.querySelectorAll(
    '.utility, .mast nav, .crumbs, .tabs, .filters, .pager, .btn, .toast, button')]
  .filter(each => each.getClientRects().length && getComputedStyle(each).visibility === 'visible')
  .map(each => each.outerHTML.slice(0, 120))"""
# of each table its head, and of its rows what they say, first, last and in all
TABLES = """() => [...document.querySelectorAll('main table:has(> thead)')]
  .filter(table => table.getClientRects().length)
  .map(table => ({
    head: [...table.tHead.rows].at(-1).innerText,
    rows: [...table.tBodies].flatMap(body => [...body.rows]).filter(row => row.getClientRects().length)
      .map(row => [row.cells[0].innerText, [...row.cells].at(-1).innerText, row.innerText]),
  }))"""


def words(text: str) -> str:
    """Without spaces and hyphens, where lines are broken."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


def faults_of(page: Any) -> list[str]:
    page.emulate_media(media="print")
    faults = [f"left on paper: {each}" for each in page.evaluate(LEFT)]
    tables = page.evaluate(TABLES)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    faults += [f"past the margin: {each}" for each in outside(pdf)]
    sheets = [words(sheet.get_textpage().get_text_range()) for sheet in pypdfium2.PdfDocument(pdf)]
    whole = "".join(sheets)
    for table in tables:
        head = words(table["head"])
        for first, last, row in table["rows"]:
            faults += [f"not on paper: {each}" for each in (first, last) if words(each) not in whole]
            bare = [number for number, sheet in enumerate(sheets, 1) if words(row) in sheet and head not in sheet]
            faults += [f"no head above {first} on sheet {number}" for number in bare]
    return faults


def test_main_pages_are_printed_whole_and_without_what_is_pressed(people: People) -> None:
    clock(people, "2021-12-10")
    faults = []
    for who, path in PRINTED:
        page = people(who) if who else people.visitor()
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, path
        faults += [f"{path}: {each}" for each in faults_of(page)]
    assert not faults, "\n".join(faults)
