"""`svetovod template` writes blanks that a user can fill in at once."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from svetovod.cli.template import app

RUN = CliRunner()


@pytest.mark.parametrize(
    ("kind", "sheet"),
    [
        ("cluster", "Участники"),
        ("project", "Смета"),
        ("round", "Оценки"),
        ("indicators", "Показатели"),
        ("meetings", "Встречи"),
    ],
)
def test_blanks_have_lists_explanations_and_text_codes(kind: str, sheet: str, tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    result = RUN.invoke(app, [kind, "-o", str(target)])
    assert result.exit_code == 0
    workbook = openpyxl.load_workbook(target)
    assert "Пояснения" in workbook.sheetnames
    assert workbook[sheet].data_validations.dataValidation
    assert workbook[sheet]["A2"].value


def test_the_labels_of_practice_come_first_and_a_blank_that_means_yes_is_said(tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    RUN.invoke(app, ["cluster", "-o", str(target)])
    workbook = openpyxl.load_workbook(target)
    headers = [cell.value for cell in workbook["Участники"][1]]
    assert "Среднесписочная численность, чел." in headers
    assert "Новичок" not in headers
    assert "Для конечной продукции (пусто = да)" in [cell.value for cell in workbook["Закупки"][1]]
    assert workbook["Участники"]["A2"].number_format == "@"
    assert workbook["Участники"]["A2"].value == "0000000018"


def test_english(tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    result = RUN.invoke(app, ["round", "-o", str(target), "--lang", "en", "--json"])
    assert json.loads(result.stdout) == {"kind": "round", "output": str(target), "notes": [], "errors": []}
    assert openpyxl.load_workbook(target).sheetnames[:4] == ["Round", "Criteria", "Projects", "Scores"]


def test_an_unknown_kind_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    result = RUN.invoke(app, ["dossier", "-o", str(target), "--json"])
    assert result.exit_code == 2
    (error,) = json.loads(result.stdout)["errors"]
    assert (error["code"], error["value"]) == ("choice.unknown", "dossier")
    assert not target.exists()


@pytest.mark.parametrize(("name", "code"), [("a.csv", 2), ("a.xlsx.old", 2), ("a.XLSX", 0), ("a", 0)])
def test_a_name_says_what_is_in_the_file(tmp_path: Path, name: str, code: int) -> None:
    result = RUN.invoke(app, ["round", "-o", str(tmp_path / name), "--json"])
    assert (result.exit_code, (tmp_path / name).exists()) == (code, code == 0)
    wrong = [(each["code"], each["column"], each["value"]) for each in json.loads(result.stdout)["errors"]]
    assert wrong == ([("choice.unknown", "-o", name)] if code else [])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["round", "-o", str(tmp_path / "no" / "blank.xlsx")])
    assert result.exit_code == 2
    assert "не записывается" in result.output
