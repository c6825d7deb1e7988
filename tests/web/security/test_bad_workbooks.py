"""Workbooks of a cluster that cannot be used: the page tells the place, the value and the remedy; nothing is stored."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from svetovod.web.audit.models import LedgerHead
from svetovod.web.registry.models import Cluster, ClusterSheet, PendingSheet, StoredVerdict

from .conftest import text

STAGE = "session"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = Path(__file__).parents[3] / "examples" / "saransk-2021" / "cluster-conforming.xlsx"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
QUOTED = re.compile("“[^”]*”")
Spoil = Callable[[Workbook], Any]
P, S, K = "Участники", "Закупки", "Кластер"
STRANGER = "7705596339"


def put(sheet: str, **cells: Any) -> Spoil:
    def spoil(book: Workbook) -> None:
        for place, value in cells.items():
            book[sheet][place].value = value

    return spoil


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoiled(spoil: Spoil) -> bytes:
    book = load_workbook(EXAMPLE)
    spoil(book)
    return saved(book)


def in_english(client: Any) -> Any:
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def cluster(stage: str) -> Cluster:
    from svetovod.web.accounts.models import Person, RoleGrant

    manager = Person.objects.get(email="manager@demo.svetovod.example")
    grant = RoleGrant.objects.get(person=manager, role="cluster_manager", scope="cluster")
    return Cluster.objects.get(pk=int(grant.scope_id))


@pytest.fixture
def upload(cluster: Cluster, enter: Any) -> Any:
    def send(content: bytes, client: Any = None) -> Any:
        file = SimpleUploadedFile("cluster.xlsx", content, content_type=XLSX)
        return (client or enter("manager")).post(f"/clusters/{cluster.slug}/upload/", {"workbook": file})

    return send


def trace() -> tuple[int, ...]:
    """What an accepted workbook would change."""
    head = LedgerHead.objects.get(pk=1).size
    return head, PendingSheet.objects.count(), ClusterSheet.objects.count(), StoredVerdict.objects.count()


ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4000
FILES = {
    "wrong type": (b"%PDF-1.7\n%%EOF", "Это документ PDF. Нужен исходный файл XLSX."),
    "text": ("ИНН;Название\n1;2".encode(), "Это текст (CSV), а не файл XLSX"),
    "password": (ENCRYPTED, "Файл защищён паролем на открытие. Снимите пароль"),
    "broken": (b"PK\x03\x04" + b"\x00" * 200, "Файл повреждён или загружен не полностью."),
    "empty": (b"", "Файл пуст."),
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_workbook(content: bytes, words: str, upload: Any) -> None:
    before = trace()
    answer = upload(content)
    assert (answer.status_code, trace()) == (422, before)
    assert words in text(answer)


def test_a_good_workbook_is_taken(upload: Any) -> None:
    """Without this the refusals below would prove nothing."""
    before = PendingSheet.objects.count()
    assert upload(EXAMPLE.read_bytes()).status_code == 302
    assert PendingSheet.objects.count() == before + 1


def many_rows(book: Workbook) -> None:
    for _ in range(20_000):
        book[S].append(["1"])


def merged(book: Workbook) -> None:
    book[P].merge_cells("D2:D3")


# what was done to the good workbook; where the page says it is: sheet, row, column, value; what it says
SPOILED: dict[str, tuple[Spoil, tuple[str, int | None, str, str], str]] = {
    "missing sheet": (lambda book: book.remove(book[S]), (S, None, "", ""), "Нет обязательного листа «Закупки»"),
    "missing column": (lambda book: book[P].delete_cols(6), (P, None, "Работников", ""), "Нет обязательного столбца"),
    "too many rows": (many_rows, (S, None, "", ""), "больше 20000 заполненных строк. Разделите данные"),
    "formula without a value": (put(P, F2="=1+1"), (P, 2, "Работников", ""), "пересчитайте и сохраните"),
    "merged cells": (merged, (P, 2, "Регион", "Республика Мордовия"), "Отмените объединение"),
    "wrong checksum": (put(P, A3="7705596338"), (P, 3, "ИНН", "7705596338"), "с верной контрольной суммой"),
    "unknown region": (put(P, D3="Атлантида"), (P, 3, "Регион", "Атлантида"), "Запишите официальное название"),
    "negative money": (put(S, D2=-1), (S, 2, "Сумма, руб.", "-1"), "Исправьте знак"),
    "text money": (put(S, D2="дорого"), (S, 2, "Сумма, руб.", "дорого"), "«дорого» — не число"),
    "purchase without a year": (put(S, E2=None), (S, 2, "Год", ""), "Значение обязательно"),
    "year that is none": (put(K, B3="двадцатый"), (K, 3, "Отчётный год", "двадцатый"), "нужен год с 1990 по 2100"),
    "buyer that is no participant": (
        put(S, A2=STRANGER), (S, 2, "Покупатель", STRANGER), f"«{STRANGER}» нет на листе «Участники». Добавьте туда",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "place", "words"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_workbook_is_told_and_leaves_no_trace(
    spoil: Spoil, place: tuple[Any, ...], words: str, upload: Any, enter: Any
) -> None:
    content, before = spoiled(spoil), trace()
    answer = upload(content)
    assert (answer.status_code, trace()) == (422, before)
    assert places(answer.context["errors"])[0] == place
    assert words in text(answer)
    english = upload(content, in_english(enter("manager")))
    told = [row.text for _sheet, rows in english.context["errors"] for row in rows]
    assert not any(CYRILLIC.search(QUOTED.sub("", one)) for one in told), told
    assert "Not accepted" in text(english)


def places(told: Any) -> list[tuple[Any, ...]]:
    return [(sheet, row.row, row.column, row.value) for sheet, rows in told for row in rows]


def test_the_same_inn_twice(upload: Any) -> None:
    book = load_workbook(EXAMPLE)
    first = str(book[P]["A2"].value)
    answer = upload(spoiled(put(P, A3=first)))
    assert places(answer.context["errors"])[0] == (P, 3, "ИНН", first)
    assert (
        f"ИНН {first} уже указан выше. Оставьте одну строку на участника: филиал с другим КПП — та же организация."
        in text(answer)
    )


def test_every_fault_is_told_at_once(upload: Any) -> None:
    answer = upload(spoiled(lambda book: [put(P, F2=-1, D3="Атлантида")(book), put(S, D2="x", A2=STRANGER)(book)]))
    assert [place[:3] for place in places(answer.context["errors"])] == [
        (P, 2, "Работников"), (P, 3, "Регион"), (S, 2, "Покупатель"), (S, 2, "Сумма, руб."),
    ]  # fmt: skip
    assert "4 ошибки" in text(answer)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", "За 2015 год у производителей конечной продукции нет закупок для неё. Проверьте отчётный год"),
        ("en", "Final producers have no purchases for the final product in 2015. Check the reporting year"),
    ],
)
def test_a_year_without_purchases_has_no_verdict(
    lang: str, words: str, cluster: Cluster, upload: Any, enter: Any
) -> None:
    """Nothing is wrong with the workbook itself: it is kept, and the page says what it cannot tell and why."""
    client = enter("manager") if lang == "ru" else in_english(enter("manager"))
    assert upload(spoiled(put(K, B3=2015)), client).status_code == 302
    sha256 = PendingSheet.objects.get(cluster=cluster).sha256
    page = client.post(f"/clusters/{cluster.slug}/upload/apply/", {"sha256": sha256}, follow=True)
    assert words in text(page)
    assert StoredVerdict.objects.order_by("pk").last().verdict == "undetermined"
