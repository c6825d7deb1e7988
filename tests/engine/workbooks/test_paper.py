"""Workbooks on paper: as wide as the sheet, on its side where wide, heads of tables on each sheet and in sight."""

from io import BytesIO

import openpyxl
import pytest

from svetovod.engine.workbooks import blanks


@pytest.mark.parametrize("kind", blanks.KINDS)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_blank_is_set_for_paper(kind: str, lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(blanks.write_blank(kind, lang)))
    tables = 0
    for tab in (each for each in book.worksheets if each.sheet_state == "visible"):
        assert tab.sheet_properties.pageSetUpPr.fitToPage and tab.page_setup.fitToHeight == 0, tab.title
        assert tab.page_setup.paperSize == 9
        wide = tab.freeze_panes is not None and tab.max_column > 5
        assert (tab.page_setup.orientation == "landscape") == wide, tab.title
        assert (tab.print_title_rows == "$1:$1") == (tab.freeze_panes == "A2"), tab.title
        tables += tab.freeze_panes == "A2"
    assert tables
