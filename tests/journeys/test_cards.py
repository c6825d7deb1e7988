"""A row of a table as a card on a phone: what stands before the name keeps its label, nothing sticks out. No server."""

from pathlib import Path
from typing import Any

import pytest

import svetovod.web.common

pytestmark = pytest.mark.browser
STYLES = Path(svetovod.web.common.__file__).parent / "static" / "css"
ROW = '<tr><td data-l="Take">{}</td> <th scope="row">Name</th> <td data-l="Sum">5</td></tr>'
BOX = '<input type="checkbox">'


def shown(chromium: Any, row: str) -> Any:
    """A page with that row in a table, on a phone."""
    styles = "".join((STYLES / f"{name}.css").read_text() for name in ("tokens", "base", "forms", "tables"))
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.set_content(f'<!doctype html><style>{styles}</style><table class="tbl tbl--stack">{row}</table>')
    return page


def test_words_under_a_number_go_on_in_the_next_line(chromium: Any) -> None:
    words = '<span class="sub">1 участник не сообщил сведений, а другие — не все</span>'
    page = shown(chromium, f'<tr><th>Name</th><td class="r" data-l="Sum"><div>6,72\u00a0млрд{words}</div></td></tr>')
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide == 360


@pytest.mark.parametrize(
    ("cell", "one_line"), [("7", True), (f"<label>{BOX}</label>", True), (f'<label class="check">{BOX}</label>', False)]
)
def test_what_stands_before_the_name_has_its_label(chromium: Any, cell: str, one_line: bool) -> None:
    page = shown(chromium, ROW.format(cell))
    label, before, name = page.evaluate(
        """() => {
          const [cell, name] = document.querySelectorAll("td, th");
          const box = (each) => { const range = document.createRange(); range.selectNodeContents(each);
            return range.getBoundingClientRect(); };
          return [getComputedStyle(cell, "::before").content, box(cell).toJSON(), box(name).toJSON()];
        }"""
    )
    page.close()
    assert label.startswith('"Take')
    assert before["left"] > 25, "the label stands before it"
    assert (name["top"] < before["bottom"]) == one_line
