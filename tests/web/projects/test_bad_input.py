"""What people hand in by mistake or to see what happens: each is refused in words, and nothing is changed."""

import io
import json
import zipfile
from decimal import Decimal
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.projects.grid.columns import text_of
from svetovod.web.projects.selectors import live_content

TEN = 10 * 1024 * 1024
PLACES = ["estimate/grid/", "estimate/grid/rows/", "sections/market/", "sections/market/draft/", "canvas/"]


@pytest.fixture
def mine(scene, project, signed):
    return signed(scene.people["initiator"])


@pytest.mark.parametrize("tail", PLACES)
def test_ten_megabytes_of_pasted_text(mine, project, tail):
    """Too much for any form: said in words with what to do, the project as it was."""
    before = live_content(project)
    answer = mine.post(f"/projects/{project.code}/{tail}", {"paste": "1\t2\n" * (TEN // 4), "text": "x"})
    assert answer.status_code in {400, 413}, answer.status_code
    body = answer.content.decode()
    assert "5" in body and "Traceback" not in body and "<h1" in body
    assert live_content(project) == before


def packed(**files):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return box.getvalue()


def macro_workbook():
    return packed(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"})


@cache
def bomb():
    return packed(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "0" * 300_000_000})


UPLOADS = {
    "macro workbook": macro_workbook, "bomb": bomb, "no workbook": lambda: b"MZ\x90 a program", "empty": lambda: b"",
}  # fmt: skip


@pytest.mark.parametrize("name", UPLOADS)
@pytest.mark.parametrize("tail", ["estimate/import/", "evidence/import/", "schedule/import/", "indicators/import/"])
def test_a_file_that_is_no_workbook_of_ours(mine, project, name, tail):
    before = live_content(project)
    upload = SimpleUploadedFile("file.xlsx", UPLOADS[name](), "application/octet-stream")
    answer = mine.post(f"/projects/{project.code}/{tail}", {"file": upload})
    assert answer.status_code == 422, answer.status_code
    assert "Traceback" not in answer.content.decode()
    assert live_content(project) == before


def test_a_file_with_macros_is_no_evidence(mine, project):
    cost = project.costs.first()
    upload = SimpleUploadedFile("act.docx", packed(**{"[Content_Types].xml": "<Types/>", "word/vbaProject.bin": "x"}))
    fields = {
        "kind": "equipment",
        "payer": cost.payer_id,
        "on": "2022-03-01",
        "amount": "1",
        "given": "1",
        "file": upload,
    }
    before = live_content(project)
    answer = mine.post(f"/projects/{project.code}/estimate/{cost.pk}/", fields | {"currency": "RUB"})
    assert "macros" in (answer.content.decode() or str(answer.cookies)), answer.status_code
    assert live_content(project) == before, "the row is not changed without its file"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("given", "-5"),
        ("given", "1e9"),
        ("given", "сто"),
        ("on", "31.02.2022"),
        ("on", "2022"),
        ("vat", "33 %"),
        ("payer", "1"),
    ],
)
def test_a_cell_that_is_no_value_is_told_by_name(mine, project, column, text):
    row, before = project.costs.first(), live_content(project)
    ops = {"seq": 1000, "cells": [[row.pk, column, text_of(column, row), text]]}
    answer = mine.post(f"/projects/{project.code}/estimate/grid/rows/", {"ops": json.dumps(ops)})
    assert answer.status_code == 422 and answer.json()["faults"][0][0] == f"{row.pk}:{column}"
    assert live_content(project) == before


def test_tax_written_into_a_sum_is_sent_to_its_own_column(mine, project):
    row, before = project.costs.first(), live_content(project)
    ops = {"seq": 1000, "cells": [[row.pk, "given", text_of("given", row), "120 000 в т.ч. НДС 20 %"]]}
    answer = mine.post(f"/projects/{project.code}/estimate/grid/rows/", {"ops": json.dumps(ops)}).json()
    assert "VAT within the sum" in answer["faults"][0][1] or "НДС в составе суммы" in answer["faults"][0][1]
    assert live_content(project) == before


@pytest.mark.parametrize("text", ["12,5", "12.5", "12,5 %", " 12,50\u00a0%"])
def test_per_cent_is_read_as_people_write_it(mine, project, text):
    page = mine.get(f"/projects/{project.code}/subsidy/", {"on": "2021-06-24", "rate": text, "delay": "1"})
    assert page.status_code == 200 and 'class="errsum"' not in page.content.decode()
    assert page.context["form"].cleaned_data["rate"] == Decimal("12.5")
