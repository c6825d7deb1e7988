"""One real file per error: the exact place and code, and nothing else."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from tests.engine.workbooks.books import CLUSTER, PROJECT, ROUND, A, B, Book, C, book, cells

from svetovod.engine.workbooks import ReadResult, read_cluster, read_project, read_round

Place = tuple[str, str | None, int | None, str | None, str | None]
Change = Callable[[openpyxl.Workbook], Any]


def found(result: ReadResult[Any]) -> list[Place]:
    assert (result.value is None) == bool(result.errors)
    return [(error.code, error.sheet, error.row, error.column, error.value) for error in result.errors]


def drop(title: str, column: int) -> Change:
    return lambda workbook: workbook[title].delete_cols(column)


def merge(title: str, area: str) -> Change:
    return lambda workbook: workbook[title].merge_cells(area)


def add(title: str, *rows: list[Any]) -> Change:
    return lambda workbook: [workbook[title].append(row) for row in rows]


def percent(workbook: openpyxl.Workbook) -> None:
    workbook["Закупки"]["D2"].value = 0.5
    workbook["Закупки"]["D2"].number_format = "0%"


P, S, K = "Участники", "Закупки", "Кластер"
CLUSTER_CASES: list[tuple[Change, list[Place]]] = [
    (lambda w: w.remove(w[S]), [("sheet.missing", S, None, None, None)]),
    (lambda w: w.create_sheet("Purchases"), [("sheet.duplicate", S, None, None, "Purchases")]),
    (drop(P, 6), [("column.missing", P, None, "Работников", None)]),
    (cells(P, K1="Employees"), [("column.duplicate", P, 1, "Работников", "Employees")]),
    (cells(K, A5="Name", B5="x"), [("column.duplicate", K, 5, "Название", "Name")]),
    (cells(P, F2="=1+1"), [("cell.formula_without_value", P, 2, "Работников", None)]),
    (merge(P, "D2:D3"), [("cell.merged", P, 2, "Регион", "Мордовия")]),
    (merge(K, "B2:C2"), [("cell.merged", K, 2, "Регионы", "Мордовия")]),
    (cells(P, B2=None), [("value.required", P, 2, "Наименование", None)]),
    (cells(P, B2="   "), [("value.required", P, 2, "Наименование", None)]),
    (cells(K, B1=None), [("value.required", K, 1, "Название", None)]),
    (cells(K, A1=None, B1=None), [("value.required", K, None, "Название", None)]),
    (cells(S, D2="100 руб."), [("number.invalid", S, 2, "Сумма, руб.", "100 руб.")]),
    (cells(S, D2="1,234,567.89"), [("number.invalid", S, 2, "Сумма, руб.", "1,234,567.89")]),
    (cells(S, D2="10.005"), [("number.invalid", S, 2, "Сумма, руб.", "10.005")]),
    (cells(S, D2=10.005), [("number.invalid", S, 2, "Сумма, руб.", "10.005")]),
    (cells(S, D2="#REF!"), [("number.invalid", S, 2, "Сумма, руб.", "#REF!")]),
    (cells(S, D2=True), [("number.invalid", S, 2, "Сумма, руб.", "true")]),
    (percent, [("number.invalid", S, 2, "Сумма, руб.", "50%")]),
    (cells(S, D2=-1), [("number.negative", S, 2, "Сумма, руб.", "-1")]),
    (cells(S, D2="\u22125,5"), [("number.negative", S, 2, "Сумма, руб.", "\u22125,5")]),
    (cells(P, F2=1.5), [("number.invalid", P, 2, "Работников", "1.5")]),
    (
        cells(P, F2=10**9, G3="1 000 000 000"),
        [
            ("number.invalid", P, 2, "Работников", "1000000000"),
            ("number.invalid", P, 3, "ВПРМ", "1 000 000 000"),
        ],
    ),
    (cells(P, F2=10**9 - 1), []),
    (cells(P, I2="31.02.2020"), [("date.invalid", P, 2, "Дата вступления", "31.02.2020")]),
    (cells(P, I2="06/24/2021"), [("date.invalid", P, 2, "Дата вступления", "06/24/2021")]),
    (cells(P, I2=44371), [("date.invalid", P, 2, "Дата вступления", "44371")]),
    (cells(P, I2=date(1950, 1, 1)), [("year.invalid", P, 2, "Дата вступления", "1950-01-01")]),
    (cells(S, E2=1989), [("year.invalid", S, 2, "Год", "1989")]),
    (cells(S, E2="2101"), [("year.invalid", S, 2, "Год", "2101")]),
    (cells(K, B3="двадцатый"), [("year.invalid", K, 3, "Отчётный год", "двадцатый")]),
    (cells(P, C2="директор"), [("choice.unknown", P, 2, "Роль", "директор")]),
    (cells(P, J2="наверное"), [("choice.unknown", P, 2, "Новичок", "наверное")]),
    (cells(P, A3="123"), [("inn.checksum", P, 3, "ИНН", "123")]),
    (cells(P, A3="7705596339/770501001"), [("inn.checksum", P, 3, "ИНН", "7705596339/770501001")]),
    (cells(P, A3="7705596338"), [("inn.checksum", P, 3, "ИНН", "7705596338")]),
    (cells(P, A3=A), [("inn.duplicate", P, 3, "ИНН", A)]),
    (cells(P, A3=18), [("inn.duplicate", P, 3, "ИНН", "18")]),
    (cells(P, D3="Атлантида"), [("region.unknown", P, 3, "Регион", "Атлантида")]),
    (
        cells(K, B2="Мордовия; Атлантида"),
        [("region.unknown", K, 2, "Регионы", "Мордовия; Атлантида")],
    ),
    (cells(S, A2=C), [("reference.unknown", S, 2, "Покупатель", C)]),
    (cells("Инфраструктура", A2="баня"), [("choice.unknown", "Инфраструктура", 2, "Вид", "баня")]),
    (
        cells(S, F2="?", E2=None, A2=None),
        [
            ("value.required", S, 2, "Год", None),
            ("choice.unknown", S, 2, "Для конечной продукции", "?"),
            ("value.required", S, 2, "Покупатель", None),
        ],
    ),
]


@pytest.mark.parametrize(("change", "expected"), CLUSTER_CASES)
def test_cluster(change: Change, expected: list[Place]) -> None:
    assert found(read_cluster(book(CLUSTER, change))) == expected


def test_participants_without_rows() -> None:
    content: Book = {**CLUSTER, P: CLUSTER[P][:1], S: CLUSTER[S][:1]}
    assert found(read_cluster(book(content))) == [("value.required", P, None, "ИНН", None)]


def test_purchases_may_have_no_rows() -> None:
    assert found(read_cluster(book({**CLUSTER, S: CLUSTER[S][:1]}))) == []


def test_errors_are_sorted_by_sheet_row_and_column() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        cells("Инфраструктура", A2="x")(workbook)
        cells(S, D2="x", E2="x")(workbook)
        cells(P, D3="x", C3="x", A2="x")(workbook)
        cells(K, B3="x")(workbook)

    places = [(error[1], error[2], error[3]) for error in found(read_cluster(book(CLUSTER, change)))]
    assert places == [
        (K, 3, "Отчётный год"), (P, 2, "ИНН"), (P, 3, "Регион"), (P, 3, "Роль"), (S, 2, "Год"),
        (S, 2, "Покупатель"), (S, 2, "Сумма, руб."), ("Инфраструктура", 2, "Вид"),
    ]  # fmt: skip


PROJECT_CASES: list[tuple[Change, list[Place]]] = [
    (cells("Проект", B5="30.06.2021"), [("date.order", "Проект", 5, "Окончание", "30.06.2021")]),
    (cells("Проект", B3=f"{B};{B}"), [("inn.duplicate", "Проект", 3, "Участники", f"{B};{B}")]),
    (cells("Проект", B3="12"), [("inn.checksum", "Проект", 3, "Участники", "12")]),
    (cells("Смета", A2="обед"), [("choice.unknown", "Смета", 2, "Статья", "обед")]),
    (cells("Смета", C2=None), [("value.required", "Смета", 2, "Дата", None)]),
    (lambda w: w.remove(w["Смета"]), [("sheet.missing", "Смета", None, None, None)]),
]


@pytest.mark.parametrize(("change", "expected"), PROJECT_CASES)
def test_project(change: Change, expected: list[Place]) -> None:
    assert found(read_project(book(PROJECT, change))) == expected


def test_one_day_projects_are_in_order() -> None:
    assert found(read_project(book(PROJECT, cells("Проект", B5="01.07.2021")))) == []


O = "Оценки"  # noqa: E741 - beside P, S, K
ROUND_CASES: list[tuple[Change, list[Place]]] = [
    (cells("Критерии", C2=59), [("weights.sum", "Критерии", None, "Вес", None)]),
    (cells("Критерии", D2=0), [("number.invalid", "Критерии", 2, "Максимум", "0")]),
    (cells("Критерии", C2=-60), [("number.negative", "Критерии", 2, "Вес", "-60")]),
    (cells("Критерии", A3="K1"), [
        ("code.duplicate", "Критерии", 3, "Код", "K1"), ("reference.unknown", O, 3, "Критерий", "K2"),
    ]),
    (cells("Проекты", A3="P1"), [
        ("code.duplicate", "Проекты", 3, "Код", "P1"), ("reference.unknown", O, 5, "Проект", "P2"),
    ]),
    (cells("Проекты", F2=None), [("value.required", "Проекты", 2, "Допущен", None)]),
    (cells("Проекты", E2="вчера"), [("date.invalid", "Проекты", 2, "Зарегистрирован", "вчера")]),
    (cells(O, A5="P9"), [("reference.unknown", O, 5, "Проект", "P9")]),
    (cells(O, D2=10.5), [("score.range", O, 2, "Балл", "10.5")]),
    (cells(O, D2=-1), [("score.range", O, 2, "Балл", "-1")]),
    (cells(O, D4=6), [("score.range", O, 4, "Балл", "6")]),
    (cells(O, C3="K1"), [
        ("score.incomplete", O, 2, "Критерий", "K1"), ("score.duplicate", O, 3, "Критерий", "K1"),
    ]),
    (add(O, ["P2", "E2", "K2", 3, None]), [("score.incomplete", O, 6, "Критерий", "K2")]),
    (cells(O, C2=None), [
        ("value.required", O, 2, "Критерий", None), ("score.incomplete", O, 2, "Критерий", None),
    ]),
    (cells(O, D2=None), [("value.required", O, 2, "Балл", None)]),
    (cells(O, B2=None, B3=None), [
        ("value.required", O, 2, "Эксперт", None), ("value.required", O, 3, "Эксперт", None),
    ]),
    (cells(O, B5=None), [("value.required", O, 5, "Эксперт", None)]),
    (cells(O, E5=None), [
        ("value.required", O, 5, "Балл", None), ("value.required", O, 5, "Критерий", None),
    ]),
    (add(O, ["P1", None, "K3", 4, None]), [("score.duplicate", O, 6, "Критерий", "K3")]),
    (lambda w: w[O].delete_rows(4), [("score.incomplete", O, 2, "Критерий", "K1")]),
    (cells("Отбор", A2="Распределение", B2="поровну"), [("choice.unknown", "Отбор", 2, "Распределение", "поровну")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), ROUND_CASES)
def test_round(change: Change, expected: list[Place]) -> None:
    assert found(read_round(book(ROUND, change))) == expected


def test_rows_of_a_pair_with_a_conflict_are_not_counted_up() -> None:
    rows = add(O, ["P2", "E1", "K1", 3, None], ["P2", "E1", "K1", 4, None], ["P2", "E1", None, None, "+"])
    assert found(read_round(book(ROUND, rows))) == []


def test_the_wrong_kind_of_workbook() -> None:
    assert [place[0] for place in found(read_round(book(CLUSTER)))] == ["sheet.missing"] * 4


def test_a_path_that_is_not_there() -> None:
    assert found(read_cluster("/nowhere/cluster.xlsx")) == [("file.unreadable", None, None, None, None)]
    assert found(read_cluster(io.BytesIO()))[0][0] == "file.unreadable"
