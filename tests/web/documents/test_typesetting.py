"""Documents: the same bytes for the same data, PDF/A, fast, and nothing outside the product's folders."""

import os
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from django.template.utils import get_app_template_dirs
from docx import Document
from openpyxl import load_workbook
from tests.pdfs import text_of

from svetovod.web.common.sheets import workbook
from svetovod.web.documents import papers, typesetting
from svetovod.web.documents.typesetting import TypesettingError, digest, qr_svg, render_pdf

AT = datetime(2021, 12, 8, 12, tzinfo=UTC)
TEMPLATE = """#import "/web/documents/templates/typst/house.typ": *
#show: sheet.with(title: data.title, kicker: "Протокол", number: "№ 1", date: data.day, qr-svg: data.qr, demo: true)
#facts(("Объём", data.sum))
= Рейтинг
#ruled(head: ("№", "Проект", "Сумма, ₽"), columns: (auto, 1fr, auto), rows: data.rows)
#signatures(("Председатель", "И. О. Фамилия"))
"""


@pytest.fixture
def template(monkeypatch, tmp_path):
    name = f"_test_{os.getpid()}.typ"  # tests run side by side
    path = typesetting.settings.PACKAGE / "web/documents/templates/typst" / name
    monkeypatch.setattr(typesetting, "_find", lambda name: path)
    path.write_text(TEMPLATE, encoding="utf-8")
    yield f"typst/{name}"
    path.unlink()


def data(rows=3, **more):
    lines = [[str(n), f"Проект «Линия {n}», Ёлка № {n}", "1 234 567,89"] for n in range(rows)]
    return {
        "title": "Протокол",
        "day": date(2021, 12, 8),
        "sum": Decimal("1.50"),
        "qr": qr_svg("x"),
        "rows": lines,
        **more,
    }


def test_same_input_same_bytes(template):
    first = render_pdf(template, data(), at=AT)
    typesetting._fonts.cache_clear()
    assert render_pdf(template, data(), at=AT) == first
    assert render_pdf(template, data(title="Другой"), at=AT) != first


def test_archival_form_and_embedded_fonts(template):
    pdf = render_pdf(template, data(), at=AT)
    assert pdf.startswith(b"%PDF-")
    assert re.search(rb"pdfaid:part>2<", pdf) and re.search(rb"pdfaid:conformance>B<", pdf)
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z]+)", pdf))
    assert {b"Roboto", b"LibertinusSerif"} <= fonts
    assert b"2021-12-08" in pdf


def test_two_hundred_rows_run_over_pages(template):
    pages = re.search(rb"/Type/Pages/Count (\d+)", render_pdf(template, data(200), at=AT))
    assert pages is not None and int(pages[1]) > 2


def test_digest_follows_the_content():
    assert digest("a.typ", data()) == digest("a.typ", data())
    assert digest("a.typ", data()) != digest("a.typ", data(4))
    assert digest("a.typ", data()) != digest("b.typ", data())


@pytest.mark.parametrize("name", ["nothing/there.typ", "../settings/base.py", "/etc/passwd"])
def test_templates_come_from_apps_only(name):
    with pytest.raises(TypesettingError):
        render_pdf(name, {}, at=AT)


def test_a_template_cannot_read_outside_the_package(template):
    path = typesetting._find(template)
    path.write_text('#read("/../../../../etc/passwd")', encoding="utf-8")
    with pytest.raises(TypesettingError):
        render_pdf(template, {}, at=AT)


def test_values_that_cannot_be_set_are_refused(template):
    with pytest.raises(TypeError):
        render_pdf(template, {"title": object()}, at=AT)


def test_markup_in_data_stays_text(template):
    pdf = render_pdf(template, data(title='#read("/etc/passwd") *bold* <label>'), at=AT)
    assert b"root:" not in pdf


def test_the_house_style_is_where_templates_look_for_it():
    assert get_app_template_dirs("templates")
    assert (typesetting.settings.PACKAGE / "web/documents/templates/typst/house.typ").exists()


def paper(rows, **more):
    lines = [[str(n), f"Предприятие {n}", "1 234 567,89"] for n in range(rows)]
    listed = papers.Block(head=("№", "Организация", "Сумма"), rows=lines)
    blocks = [listed, papers.Block(paragraphs=["Итого по списку."])]
    return papers.Paper(title="Список", kicker="Отбор", blocks=blocks, signs=["Председатель", "Секретарь"], **more)


@pytest.mark.parametrize("rows", [39, 42, 45])
def test_signatures_are_not_alone_on_a_sheet(rows):
    *_, last = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(papers.pdf(paper(rows), AT)))
    assert "Итого по списку." in last and "Секретарь" in last


def test_what_stands_around_the_text_is_in_its_language():
    assert "Checksum of the content" in text_of(papers.pdf(paper(1, lang="en"), AT))
    said = text_of(papers.pdf(paper(1, missing=["дата"]), AT))
    assert "Контрольная сумма содержания" in said and "Не заполнено: дата." in said
    made = Document(BytesIO(papers.docx(paper(1, lang="en", demo=True, missing=["day"]))))
    assert {"Demonstration data", "Left to fill in: day."} <= {each.text for each in made.paragraphs}


def test_a_docx_has_numbers_of_pages_and_heads_of_tables_on_each():
    made = Document(BytesIO(papers.docx(paper(60))))
    assert "NUMPAGES" in made.sections[0].footer._element.xml
    head, first, *_ = made.tables[0].rows
    assert "w:tblHeader" in head._tr.xml and "w:tblHeader" not in first._tr.xml and "w:cantSplit" in first._tr.xml


def test_a_table_for_downloading_is_ready_for_print():
    book = load_workbook(BytesIO(workbook([("Список", [f"Столбец {n}" for n in range(8)], [["1"] * 8])])))
    sheet = book.active
    assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
