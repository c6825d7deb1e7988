"""`svetovod subsidy` from a workbook to JSON, table and exit code."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from svetovod.cli.app import app

INITIATOR, PARTICIPANT, STRANGER = "7707083893", "7736050003", "7728168971"
HEAD = ["Статья", "Плательщик", "Дата", "Сумма без НДС, руб.", "Подтверждение", "Другая поддержка"]


def workbook(path: Path, *rows: list[object], requested: object = 4_000_000) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Проект"
    for pair in (
        ("Название", "Светильник"), ("Инициатор", INITIATOR), ("Участники", PARTICIPANT),
        ("Начало", date(2021, 1, 1)), ("Окончание", date(2024, 6, 30)), ("Запрошено, руб.", requested),
    ):  # fmt: skip
        sheet.append(pair)
    estimate = book.create_sheet("Смета")
    for row in (HEAD, *rows):
        estimate.append(row)
    book.save(path)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "project.xlsx",
        ["оборудование", INITIATOR, date(2021, 5, 1), 12000000.01, "договор", None],
        ["оснастка", PARTICIPANT, date(2020, 12, 1), 3_000_000, None, "нет"],
        ["опытный образец", STRANGER, date(2021, 5, 1), 2_000_000, "договор", None],
        ["программное обеспечение", INITIATOR, date(2021, 5, 1), 500_000, "договор", None],
    )


def run(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json_as_the_format_has_it(project: Path) -> None:
    code, out, _ = run("subsidy", project, "--on", "2021-06-24", "--json")
    found = json.loads(out)
    assert code == 0
    expected = {
        "edition": "2021-04-08", "edition_date_is": "signed_on", "eligible_amount": "15000000.01", "rate": "0.30",
        "cap": "300000000.00", "subsidy_max": "4500000.00", "requested": "4000000.00", "granted_at_most": "4000000.00",
        "errors": [],
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
    assert [(row["row"], row["eligible"], row["reason"]) for row in found["rows"]] == [
        (2, True, None), (3, True, None), (4, False, "payer_not_participant"), (5, False, "item_not_in_edition"),
    ]  # fmt: skip
    notes = [(note["code"], note["row"]) for note in found["notes"]]
    assert notes == [("cost.before_start", 3), ("cost.no_evidence", 3)]
    assert all(note["message"] for note in found["notes"])


@pytest.mark.parametrize(("lang", "word"), [("ru", "Субсидия не более"), ("en", "Subsidy of at most")])
def test_readable(project: Path, lang: str, word: str) -> None:
    code, out, _ = run("subsidy", project, "--on", "24.06.2021", "--lang", lang)
    assert code == 0
    assert word in out
    assert "{" not in out


def test_nothing_eligible_is_a_clean_no(project: Path) -> None:
    code, out, _ = run("subsidy", project, "--on", "2023-06-01", "--json")
    assert code == 1
    assert json.loads(out)["granted_at_most"] == "0.00"


def test_before_the_first_edition(project: Path) -> None:
    code, out, _ = run("subsidy", project, "--on", "2016-01-27", "--json")
    assert code == 2
    assert [error["code"] for error in json.loads(out)["errors"]] == ["date.before_first_edition"]


@pytest.mark.parametrize("args", [["--on", "вчера"], ["--lang", "de"]])
def test_bad_options(project: Path, args: list[str]) -> None:
    assert run("subsidy", project, *args)[0] == 2


def test_missing_and_broken_files(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("не книга")
    for path in (tmp_path / "none.xlsx", tmp_path / "text.xlsx", tmp_path):
        code, out, _ = run("subsidy", path, "--json")
        assert code == 2
        assert json.loads(out)["errors"]
