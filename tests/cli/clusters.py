"""Clusters to check: a workbook, or a folder of tables, and the command asked of them."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook
from stdnum.ru import inn as inn_number
from tests.cluster_columns import COLUMNS
from typer.testing import CliRunner

from svetovod.cli.check import app

runner = CliRunner()


def inn(n: int) -> str:
    body = f"1326{n:05d}"
    return body + inn_number.calc_company_check_digit(body)


def workbook(path: Path, *, participants: int = 10, inside: str = "1423", outside: str = "8577") -> Path:
    """Everybody sells a ruble to the first, the only final producer."""
    book = Workbook()
    head = book.active
    assert head is not None
    head.title = "Кластер"
    rows = (("Название", "Светотехника"), ("Регионы", "Мордовия"), ("Отчётный год", 2020))
    for row in (*rows, ("Конечная продукция (ОКПД2)", "27.40.25")):
        head.append(row)
    people: list[Iterable[Any]] = [
        (inn(n), f"Участник {n}", "конечный производитель" if n == 0 else "поставщик", "Мордовия", "нет", 10, 6, 1000,
         date(2019, 1, 1), "нет")
        for n in range(participants)
    ]  # fmt: skip
    bought: list[Iterable[Any]] = [(inn(0), inn(n), "27.40.25", 1, 2020, "нет") for n in range(1, participants)]
    bought += [
        (inn(0), inn(1), "27.40.25", Decimal(inside), 2020, "да"),
        (inn(0), None, "27.40.25", Decimal(outside), 2020, None),
    ]
    objects = [("образование", "Университет", None), *[("технологическая", f"Центр {n}", None) for n in range(2)]]
    for title, content in zip(COLUMNS, (people, bought, objects), strict=True):
        sheet = book.create_sheet(title)
        sheet.append(COLUMNS[title])
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def check(*arguments: object) -> tuple[int, dict[str, Any]]:
    result = runner.invoke(app, [*map(str, arguments), "--json"])
    return result.exit_code, json.loads(result.stdout)


def parquet(folder: Path, **changes: dict[str, list[Any]]) -> Path:
    """Two clusters of two: 1 buys a quarter inside, 2 nothing; money as kopecks and as decimals."""
    tables: dict[str, dict[str, list[Any]]] = {
        "clusters": {
            "cluster_id": [1, 2],
            "name": ["А", "Б"],
            "regions": ["RU-MO", "RU-MO"],
            "reporting_year": [2020, 2020],
            "final_product_okpd2": ["27.40", "27.40"],
            "regional_productivity_rub": [None, 100],
        },
        "participants": {
            "cluster_id": [1, 1, 2, 2],
            "inn": ["01", "02", "01", "03"],
            "name": ["а", "б", "а", "в"],
            "role": ["final producer", "supplier", "final_producer", "infrastructure"],
            "region": ["RU-MO"] * 4,
            "special_territory": [None, True, False, None],
            "employees": [1, 2, 3, 4],
            "high_performance_jobs": [1, 1, None, 1],
            "revenue_rub": [100, 200, 300, 400],
            "joined_on": [date(2018, 1, 1), None, None, None],
            "newcomer": [False, None, True, False],
        },
        "purchases": {
            "cluster_id": [1, 1, 2],
            "buyer": ["01", "01", "01"],
            "seller": ["02", None, "03"],
            "okpd2": ["27.40"] * 3,
            "amount_rub": [Decimal("25.00"), Decimal("75.00"), Decimal("1.00")],
            "year": [2020, 2020, 2020],
            "for_the_final_product": [True, None, None],
        },
        "infrastructure": {"cluster_id": [1], "kind": ["education"], "name": ["Университет"], "inn": [None]},
    }
    folder.mkdir()
    for name, columns in tables.items():
        pl.DataFrame({**columns, **changes.get(name, {})}).write_parquet(folder / f"{name}.parquet")
    return folder
