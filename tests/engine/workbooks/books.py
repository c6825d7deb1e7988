"""Builds real XLSX files for the tests: good ones to spoil, and surgery on the ZIP."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

A, B, C = "0000000018", "0000000025", "7705596339"

CLUSTER = {
    "Кластер": [
        ["Название", "Кластер 1"],
        ["Регионы", "Мордовия"],
        ["Отчётный год", 2020],
        ["Конечная продукция (ОКПД2)", "27.31"],
    ],
    "Участники": [
        ["ИНН", "Наименование", "Роль", "Регион", "Особая территория", "Работников", "ВПРМ", "Выручка, руб.",
         "Дата вступления", "Новичок"],
        [A, "Завод 1", "конечный производитель", "Мордовия", "да", 10, 5, 1000, "01.02.2020", None],
        [B, "Завод 2", "поставщик", "Мордовия", None, 20, 5, "2 000,5", None, "+"],
    ],
    "Закупки": [
        ["Покупатель", "Поставщик", "ОКПД2", "Сумма, руб.", "Год", "Для конечной продукции"],
        [A, B, "27.31", 100, 2020, None],
    ],
    "Инфраструктура": [["Вид", "Наименование", "ИНН"], ["НКО", "Центр 1", None]],
}  # fmt: skip
PROJECT = {
    "Проект": [
        ["Название", "Проект 1"],
        ["Инициатор", A],
        ["Участники", f"{B}; {C}"],
        ["Начало", "01.07.2021"],
        ["Окончание", "2022-06-30"],
        ["Запрошено, руб.", 100],
    ],
    "Смета": [
        ["Статья", "Плательщик", "Дата", "Сумма без НДС, руб.", "Подтверждение", "Другая поддержка"],
        ["оборудование", A, "01.09.2021", 500, "Договор 1", None],
    ],
}
ROUND = {
    "Отбор": [["Лимит, руб.", 1000]],
    "Критерии": [
        ["Код", "Название", "Вес", "Максимум", "Вид"],
        ["K1", "Критерий 1", 60, 10, None],
        ["K2", "Критерий 2", 30, 10, "экспертный"],
        ["K3", "Критерий 3", 10, 5, "расчётный"],
    ],
    "Проекты": [
        ["Код", "Название", "Запрошено, руб.", "Минимум, руб.", "Зарегистрирован", "Допущен"],
        ["P1", "Проект 1", 700, None, "2021-11-01 10:00", "да"],
        ["P2", "Проект 2", 600, 300, "02.11.2021 09:30:15", "да"],
    ],
    "Оценки": [
        ["Проект", "Эксперт", "Критерий", "Балл", "Конфликт интересов"],
        ["P1", "E1", "K1", 8, None],
        ["P1", "E1", "K2", 7, None],
        ["P1", None, "K3", 5, None],
        ["P2", "E1", None, None, "да"],
    ],
}

Book = dict[str, list[list[Any]]]


def book(content: Book, change: Callable[[openpyxl.Workbook], object] | None = None) -> io.BytesIO:
    """The workbook with `content`, after `change` has had its way with it."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in content.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    target.seek(0)
    return target


def cells(title: str, **values: Any) -> Callable[[openpyxl.Workbook], None]:
    """A change that sets cells of a sheet, `cells("Закупки", B2=5)`."""

    def change(workbook: openpyxl.Workbook) -> None:
        for place, value in values.items():
            workbook[title][place].value = value

    return change


def surgery(source: io.BytesIO, parts: dict[str, Callable[[bytes], bytes]]) -> io.BytesIO:
    """The same ZIP with some of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, lambda data: data)(old.read(name)))
    target.seek(0)
    return target
