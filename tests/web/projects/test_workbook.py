"""The estimate by workbook: out and back unchanged; a spoiled one is told cell by cell and changes nothing."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from svetovod.web.audit.models import LedgerHead
from svetovod.web.projects.selectors import live_content

E, P = "Смета", "Проект"
STRANGER = "7705596339"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
QUOTED = re.compile("“[^”]*”")


@pytest.fixture
def send(scene, project, signed):
    """Uploads bytes, or the project's own workbook changed by a function."""

    def post(change, lang="en"):
        client = signed(scene.people["initiator"])
        client.cookies["django_language"] = lang
        content = change if isinstance(change, bytes) else spoiled(client, project, change)
        return client.post(
            f"/projects/{project.code}/estimate/import/", {"file": SimpleUploadedFile("project.xlsx", content)}
        )

    return post


def spoiled(client, project, change):
    client.cookies["django_language"], kept = "ru", client.cookies["django_language"].value
    book = load_workbook(BytesIO(client.get(f"/projects/{project.code}/estimate.xlsx").content))
    client.cookies["django_language"] = kept
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet, **cells):
    def change(book):
        for place, value in cells.items():
            book[sheet][place].value = value

    return change


def many_rows(book):
    for _ in range(20_000):
        book[E].append(["1"])


def merged(book):
    book[E].merge_cells("D2:D3")


def places(answer):
    return [(sheet, row.row, row.column, row.value) for sheet, rows in answer.context["problems"] for row in rows]


def test_workbook_goes_out_and_comes_back(send, project):
    before = live_content(project)["costs"]
    assert send(lambda book: None).status_code == 302
    assert live_content(project)["costs"] == before


# what was done; where the page says it is: sheet, row, column, value; what it says
SPOILED = {
    "missing sheet": (lambda book: book.remove(book[E]), (E, None, "", ""), "Нет обязательного листа «Смета»"),
    "missing column": (lambda book: book[E].delete_cols(3), (E, None, "Дата", ""), "Нет обязательного столбца «Дата»"),
    "too many rows": (many_rows, (E, None, "", ""), "больше 20000 заполненных строк"),
    "formula without a value": (put(E, D2="=1+1"), (E, 2, "Сумма без НДС, руб.", ""), "пересчитайте и сохраните"),
    "merged cells": (merged, (E, 2, "Сумма без НДС, руб.", "90000000"), "Отмените объединение"),
    "unknown item": (put(E, A2="обед"), (E, 2, "Статья", "обед"), "нет среди допустимых значений"),
    "negative money": (put(E, D2=-5), (E, 2, "Сумма без НДС, руб.", "-5"), "Исправьте знак"),
    "text money": (put(E, D2="много"), (E, 2, "Сумма без НДС, руб.", "много"), "«много» — не число"),
    "wrong checksum": (put(E, B2="7705596338"), (E, 2, "Плательщик", "7705596338"), "с верной контрольной суммой"),
    "payer outside the project": (
        put(E, B2=STRANGER), (E, 2, "Плательщик", STRANGER), f"Плательщик с ИНН {STRANGER} не участвует в проекте",
    ),
    "no date": (put(E, C2="когда-нибудь"), (E, 2, "Дата", "когда-нибудь"), "— не дата"),
    "no year": (put(E, C2="01.02.1950"), (E, 2, "Дата", "01.02.1950"), "нужен год с 1990 по 2100"),
    "end before the beginning": (put(P, B5="01.01.2021"), (P, 5, "Окончание", "01.01.2021"), "Исправьте одну из дат"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "place", "words"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_workbook_is_told_and_changes_nothing(send, project, change, place, words):
    before = live_content(project)["costs"], LedgerHead.objects.get(pk=1).size
    russian, english = send(change, "ru"), send(change)
    assert (russian.status_code, english.status_code) == (422, 422)
    assert (live_content(project)["costs"], LedgerHead.objects.get(pk=1).size) == before
    assert places(russian)[0] == place
    page = russian.content.decode()
    assert words in page.replace("&#x27;", "'") and "Ничего не изменено" in page
    told = [row.text for _sheet, rows in english.context["problems"] for row in rows]
    assert not any(CYRILLIC.search(QUOTED.sub("", one)) for one in told), told


def test_every_fault_is_told_at_once(send):
    answer = send(lambda book: [put(E, A2="spaceship", D3=-5, C3="soon")(book), put(P, B3="12")(book)])
    assert [place[:3] for place in places(answer)] == [
        ("Project", 3, "Participants"), ("Estimate", 2, "Item"), ("Estimate", 3, "Date"),
        ("Estimate", 3, "Amount ex VAT, RUB"),
    ]  # fmt: skip
    assert "The workbook is not read: 4 errors" in answer.content.decode()


def test_a_file_that_is_no_workbook(send, project):
    answer = send(b"junk")
    assert (answer.status_code, len(places(answer)), project.costs.count()) == (422, 1, 3)
