"""`svetovod rank` from a workbook to JSON, table, explanation and exit code."""

import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from svetovod.cli.app import app
from svetovod.engine.workbooks.samples import sample_round
from svetovod.engine.workbooks.write import write_round


@pytest.fixture
def selection(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Отбор"
    sheet.append(["Лимит, руб.", 150])
    sheet.append(["Распределение", "с пропуском"])
    tables = {
        "Критерии": [
            ["Код", "Название", "Вес", "Максимум", "Вид"],
            ["К1", "Качество", 60, 10, None],
            ["К2", "Расчёт", 40, 4, "расчётный"],
        ],
        "Проекты": [
            ["Код", "Название", "Запрошено, руб.", "Минимум, руб.", "Зарегистрирован", "Допущен"],
            ["P1", "Лампа", 100, None, datetime(2021, 9, 1, 9), "да"],  # noqa: DTZ001
            ["P2", "Линза", 100, 40, datetime(2021, 9, 1, 10), "да"],  # noqa: DTZ001
            ["P3", "Драйвер", 10, None, datetime(2021, 9, 1, 8), "нет"],  # noqa: DTZ001
        ],
        "Оценки": [
            ["Проект", "Эксперт", "Критерий", "Балл", "Конфликт интересов"],
            ["P1", "Э1", "К1", 9, None],
            ["P1", "Э2", "К1", 8, None],
            ["P1", None, "К2", 3, None],
            ["P2", "Э1", "К1", 7.5, None],
            ["P2", "Э2", None, None, "да"],
            ["P2", None, "К2", 4, None],
        ],
    }
    for title, rows in tables.items():
        table = book.create_sheet(title)
        for row in rows:
            table.append(row)
    path = tmp_path / "round.xlsx"
    book.save(path)
    return path


def run(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json_as_the_format_has_it(selection: Path) -> None:
    """P1: 60 x 8.5/10 + 40 x 3/4 = 81; P2: 60 x 7.5/10 + 40 = 85."""
    code, out, _ = run("rank", selection, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["ranking"] == [
        {"rank": 1, "project": "P2", "score": "85.00", "score_exact": "85", "status": "winner", "allocated": "100.00",
         "tie_broken_by": None, "rank_without_one_expert": [1, 1], "stable": False},
        {"rank": 2, "project": "P1", "score": "81.00", "score_exact": "81", "status": "reserve", "allocated": "0.00",
         "tie_broken_by": None, "rank_without_one_expert": [1, 2], "stable": False},
    ]  # fmt: skip
    assert found["unranked"] == [{"project": "P3", "status": "not_admitted"}]
    assert (found["limit"], found["allocated"], found["left"]) == ("150.00", "100.00", "50.00")
    assert found["leave_one_expert_out"] == [
        {"expert": "Э1", "winners_gained": ["P1"], "winners_lost": ["P2"]},
        {"expert": "Э2", "winners_gained": [], "winners_lost": []},
    ]
    assert found["errors"] == []


@pytest.mark.parametrize(("lang", "word"), [("ru", "резервный перечень"), ("en", "reserve")])
def test_readable(selection: Path, lang: str, word: str) -> None:
    code, out, _ = run("rank", selection, "--lang", lang)
    assert code == 0
    assert word in out


@pytest.mark.parametrize("project", ["P1", "P2", "P3"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_why(selection: Path, project: str, lang: str) -> None:
    code, out, _ = run("rank", selection, "--why", project, "--lang", lang)
    assert code == 0
    assert project in out


def test_why_of_an_unknown_project(selection: Path) -> None:
    assert run("rank", selection, "--why", "P9")[0] == 2


def test_a_wrong_weight_is_said_and_nothing_ranked(selection: Path) -> None:
    book = openpyxl.load_workbook(selection)
    book["Критерии"]["C2"] = 61
    book.save(selection)
    code, out, _ = run("rank", selection, "--json")
    assert code == 2
    assert [error["code"] for error in json.loads(out)["errors"]] == ["weights.sum"]


def test_calibration_stands_beside_and_says_why_not(selection: Path) -> None:
    plain = json.loads(CliRunner().invoke(app, ["rank", str(selection), "--json"]).stdout)
    beside = json.loads(CliRunner().invoke(app, ["rank", str(selection), "--json", "--calibration"]).stdout)
    assert beside.pop("calibration")["refused"] == "few_sheets"
    assert beside == plain
    assert "меньше пяти" in CliRunner().invoke(app, ["rank", str(selection), "--calibration", "--lang", "ru"]).stdout


def test_rules_of_the_round_are_read_and_told(selection: Path) -> None:
    """Median, fewer rubles first, years and a quota; each wrong rule is an error at its cell."""
    book = openpyxl.load_workbook(selection)
    book["Отбор"].append(["Сведение оценок", "медиана"])
    book["Отбор"].append(["При равенстве баллов", "критерий К2; просит меньше"])
    projects = book["Проекты"]
    for row, text in enumerate(["Регион", "Мордовия", "Мордовия", "Пенза"], 1):
        projects.cell(row, 7, text)
    for title, rows in {
        "Годы": [["Год", "Лимит года, руб."], [2026, 100], [2027, 50]],
        "Квоты": [["По чему", "Название", "Не более, руб.", "Не менее, руб."], ["регион", "Мордовия", 120, None]],
    }.items():
        sheet = book.create_sheet(title)
        for line in rows:
            sheet.append(line)
    book.save(selection)
    result = json.loads(CliRunner().invoke(app, ["rank", str(selection), "--json"]).stdout)
    assert result["errors"] == []
    assert result["ranking"][0]["by_year"] == {"2026": "100.00", "2027": "0.00"}
    assert result["ranking"][1]["quota"] == {"by": "region", "name": "Мордовия"}
    book["Отбор"].cell(4, 2, "критерий К9")
    book["Годы"].cell(2, 2, 99)
    book["Квоты"].append(["регион", "Мордовия", None, 5])
    book.save(selection)
    errors = json.loads(CliRunner().invoke(app, ["rank", str(selection), "--json"]).stdout)["errors"]
    assert [(e["sheet"], e["code"]) for e in errors] == [
        ("Отбор", "reference.unknown"), ("Годы", "years.sum"), ("Квоты", "code.duplicate"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["больше собственных средств", "голоса комиссии", "own_funds"])
def test_what_the_workbook_has_no_figures_for_decides_no_tie(selection: Path, said: str) -> None:
    book = openpyxl.load_workbook(selection)
    book["Отбор"].append(["При равенстве баллов", said])
    book.save(selection)
    code, out, _ = run("rank", selection, "--json")
    assert (code, [(e["sheet"], e["code"]) for e in json.loads(out)["errors"]]) == (2, [("Отбор", "choice.unknown")])


def test_every_rule_of_ties_stands_in_words_where_a_round_is_written() -> None:
    round_ = replace(sample_round(), ties=("own_funds", "votes", "registered_at"))
    for lang, said in (("ru", "больше собственных средств; голоса комиссии"), ("en", "more own funds; votes")):
        book = openpyxl.load_workbook(io.BytesIO(write_round(round_, lang)))
        assert any(said in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_what_is_cut_in_proportion_is_not_divided_by_sheets_of_years_and_quotas(selection: Path) -> None:
    book = openpyxl.load_workbook(selection)
    book["Отбор"].cell(2, 2, "пропорционально")
    book.save(selection)
    assert run("rank", selection, "--json")[0] == 0
    for title, rows in {
        "Годы": [["Год", "Лимит года, руб."], [2026, 100], [2027, 50]],
        "Квоты": [["По чему", "Название", "Не более, руб.", "Не менее, руб."], ["регион", "Мордовия", 120, None]],
    }.items():
        sheet = book.create_sheet(title)
        for line in rows:
            sheet.append(line)
    book.save(selection)
    code, out, _ = run("rank", selection, "--json")
    assert (code, [(e["sheet"], e["row"], e["code"]) for e in json.loads(out)["errors"]]) == (
        2, [("Годы", 2, "distribution.divided"), ("Квоты", 2, "distribution.divided")],
    )  # fmt: skip


def test_robustness_stands_beside_and_is_repeated_by_its_seed(selection: Path) -> None:
    def look(*more: str) -> dict[str, object]:
        return json.loads(
            CliRunner().invoke(app, ["rank", str(selection), "--json", "--robustness", "--draws", "200", *more]).stdout
        )["robustness"]  # type: ignore[no-any-return]

    first = look()
    assert first == look()
    assert (first["seed"], first["draws"]) == (1, 200)
    assert look("--seed", "2")["sha256"] != first["sha256"]
    for lang, word in (("ru", "Устойчивость"), ("en", "Robustness")):
        said = CliRunner().invoke(app, ["rank", str(selection), "--robustness", "--draws", "200", "--lang", lang])
        assert word in said.stdout
