"""`svetovod plan` from the outside: output, exit codes, weights, candidates, bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.pipes import piped
from typer.testing import CliRunner

from svetovod.cli.plan import app

runner = CliRunner()
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "saransk-2021"
FOURTEEN = EXAMPLES / "cluster-dependence-14.xlsx"
HEAD = [
    "ИНН",
    "Наименование",
    "Роль",
    "Регион",
    "Особая территория",
    "Продукция (ОКПД2)",
    "Стоимость привлечения, руб.",
]
JOINING = ["7707083893", "Отливки", "поставщик", "Мордовия", "да", "24.53", "1000"]


def run(*arguments: object, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(app, [*map(str, arguments), "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_plan_with_its_proof_and_the_next_best() -> None:
    plan = run(FOURTEEN, "--on", "2021-06-24")
    assert (plan["status"], plan["cost"], plan["bound"]) == ("optimal", "165400.00", "165400.00")
    (step,) = plan["steps"]
    assert (step["kind"], step["amount"], step["cost"]) == ("shift_purchases", "5770000.00", "165400.00")
    assert plan["next_best"]["cost"] == "320000.00"
    assert plan["next_best"]["dearer_by"] == "154600.00"
    assert (plan["verdict_before"], plan["verdict_after"]) == ("likely_not_conforming", "conforming")
    assert plan["errors"] == []


def test_nothing_to_do() -> None:
    plan = run(EXAMPLES / "cluster-conforming.xlsx", "--on", "2021-06-24")
    assert (plan["status"], plan["cost"], plan["steps"], plan["next_best"]) == ("optimal", "0.00", [], None)


def test_missing_data_are_code_3() -> None:
    plan = run(EXAMPLES / "cluster-lacking-data.xlsx", "--on", "2021-06-24", code=3)
    assert (plan["status"], plan["missing"]) == ("undetermined", ["cluster.func_dependence_min"])


def test_steps_that_are_not_allowed_leave_no_plan(tmp_path: Path) -> None:
    costs = tmp_path / "weights.toml"
    costs.write_text("recruit_supplier = false\nrecruit_final_producer = false\n")
    plan = run(EXAMPLES / "cluster-short-participants.xlsx", "--on", "2021-06-24", "--costs", costs, code=1)
    (obstacle,) = plan["obstacles"]
    assert (obstacle["rule"], obstacle["best"], obstacle["gap"]) == ("cluster.min_participants", 9, 1)
    assert plan["costs"]["recruit_supplier"] is None


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_candidates_of_a_file_are_asked_to_join(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"candidates.{form}"
    if form == "csv":
        file.write_text("\n".join(";".join(row) for row in (HEAD, JOINING)), encoding="cp1251")
    else:
        book = Workbook()
        assert book.active is not None
        book.active.title = "Кандидаты"
        for row in (HEAD, JOINING):
            book.active.append(row)
        book.save(file)
    short = EXAMPLES / "cluster-short-participants.xlsx"
    plan = run(short, "--on", "2021-06-24", "--candidates", file)
    assert [(step["kind"], step["inn"], step["cost"]) for step in plan["steps"]] == [
        ("recruit_supplier", "7707083893", "1000.00"),
        ("sign_agreement", "7707083893", "20000.00"),
    ]
    assert plan["steps"][0]["special_territory"] is True


def test_out_of_pipes() -> None:
    short, weights = EXAMPLES / "cluster-short-participants.xlsx", '{"recruit_supplier": false}'
    joining = "\n".join(";".join(row) for row in (HEAD, JOINING)).encode()
    with piped(short.read_bytes()) as cluster, piped(joining) as candidates:
        plan = run(cluster, "--on", "2021-06-24", "--candidates", candidates)
    assert plan["steps"][0]["inn"] == JOINING[0]
    with piped(weights.encode()) as costs:
        plan = run(short, "--on", "2021-06-24", "--costs", costs)
    assert plan["costs"]["recruit_supplier"] is None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--on", "1999-01-01"], [("--on", "date.before_first_edition")]),
        (["--on", "never"], [("--on", "date.invalid")]),
        (["--costs", "/nowhere.toml"], [("--costs", "file.unreadable")]),
        (["--candidates", "/nowhere.csv"], [(None, "file.unreadable")]),
        (["--candidates", "/nowhere.xlsx"], [(None, "file.unreadable")]),
        (["--on", "never", "--costs", "/nowhere.toml"], [("--on", "date.invalid"), ("--costs", "file.unreadable")]),
    ],
)
def test_everything_wrong_with_the_call_is_said_at_once(options: list[str], expected: list[Any]) -> None:
    result = run(FOURTEEN, *options, code=2)
    assert [(error["column"], error["code"]) for error in result["errors"]] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [("agreement = ", "file.unreadable"), ("nonsense = 1", "choice.unknown"), ("agreement = -1", "number.invalid")],
)
def test_weights_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    costs = tmp_path / "weights.toml"
    costs.write_text(text)
    result = run(FOURTEEN, "--costs", costs, code=2)
    assert [error["code"] for error in result["errors"]] == [code]


def test_wrong_candidates_are_named_by_cell(tmp_path: Path) -> None:
    file = tmp_path / "candidates.csv"
    file.write_text("\n".join(";".join(row) for row in (HEAD, ["123", *JOINING[1:]], JOINING, JOINING)))
    result = run(FOURTEEN, "--candidates", file, code=2)
    assert [(error["sheet"], error["row"], error["column"], error["code"]) for error in result["errors"]] == [
        ("Кандидаты", 2, "ИНН", "inn.checksum"),
        ("Кандидаты", 4, "ИНН", "inn.duplicate"),
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", ["Самый дешёвый путь к соответствию: 165 400", "Доказано", "дороже на 154 600", "14,23 % → 20 %"]),
        ("en", ["The cheapest way to conform: 165,400", "Proven", "dearer by 154,600", "14.23% → 20%"]),
    ],
)
def test_readable(lang: str, words: list[str]) -> None:
    done = runner.invoke(app, [str(FOURTEEN), "--on", "2021-06-24", "--lang", lang])
    assert done.exit_code == 0
    text = done.stdout.replace("\u00a0", " ")
    assert [word for word in words if word not in text] == []


def test_spoiled_workbook() -> None:
    assert len(run(EXAMPLES / "cluster-spoiled.xlsx", code=2)["errors"]) > 5
