"""`svetovod check` from the outside: output, exit codes, options, bulk."""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from openpyxl import Workbook, load_workbook
from stdnum.ru import inn as inn_number
from typer.testing import CliRunner

from svetovod.cli.check import app

from .calls import SVETOVOD

runner = CliRunner()
HEADS = {
    "Участники": [
        "ИНН", "Наименование", "Роль", "Регион", "Особая территория", "Работников", "ВПРМ", "Выручка, руб.",
        "Дата вступления", "Новичок",
    ],
    "Закупки": ["Покупатель", "Поставщик", "ОКПД2", "Сумма, руб.", "Год", "Для конечной продукции"],
    "Инфраструктура": ["Вид", "Наименование", "ИНН"],
}  # fmt: skip


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
    for title, content in zip(HEADS, (people, bought, objects), strict=True):
        sheet = book.create_sheet(title)
        sheet.append(HEADS[title])
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def check(*arguments: object) -> tuple[int, dict[str, Any]]:
    result = runner.invoke(app, [*map(str, arguments), "--json"])
    return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def likely(tmp_path: Path) -> Path:
    return workbook(tmp_path / "cluster.xlsx")


def test_json_says_the_verdict(likely: Path) -> None:
    code, shown = check(likely, "--on", "2021-06-24")
    assert code == 1
    assert (shown["file"], shown["verdict"], shown["edition"]) == (
        "cluster.xlsx",
        "likely_not_conforming",
        "2018-08-02",
    )
    assert shown["measures"]["functional_dependence"] == "0.1423"
    assert shown["errors"] == []
    assert [fix["amount"] for fix in shown["fixes"]] == ["577.00", "721.25"]


def test_exit_codes(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", inside="2000", outside="8000")
    silent = workbook(tmp_path / "silent.xlsx", inside="0", outside="0")
    assert check(good, "--on", "2021-06-24")[0] == 0
    assert check(silent, "--on", "2021-06-24")[0] == 3
    verified = tmp_path / "verified.toml"
    verified.write_text('"cluster.min_participants" = "п. 2"', encoding="utf-8")
    few = workbook(tmp_path / "few.xlsx", participants=9)
    code, shown = check(few, "--on", "24.06.2021", "--verified", verified)
    assert (code, shown["verdict"]) == (1, "not_conforming")
    assert shown["rules"][0]["status"] == "verified"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--act", "pp41"], "choice.unknown"),
        (["--on", "soon"], "date.invalid"),
        (["--on", "1899-01-01"], "date.before_first_edition"),
        (["--on", "2101-01-01"], "year.invalid"),
        (["--on", "2015-07-30"], "date.before_first_edition"),
        (["--lang", "de"], "choice.unknown"),
        (["--verified", "nowhere.toml"], "file.unreadable"),
        (["--bulk"], "value.required"),
        (["--engine", "abacus"], "choice.unknown"),
        (["--bulk", "-o", "out.docx"], "choice.unknown"),
        (["--bulk", "-o", "out.csv", "--engine", "abacus"], "choice.unknown"),
    ],
)
def test_wrong_options(likely: Path, options: list[str], code: str) -> None:
    exit_code, shown = check(likely, *options)
    assert exit_code == 2
    assert code in [error["code"] for error in shown["errors"]]
    assert set(shown) == {"errors", "notes"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--verified", "nowhere.toml"], "The file of verified items cannot be read: nowhere.toml"),
        (["--bulk"], "The option -o is needed."),
        (["--bulk", "-o", "out.csv"], "A folder of XLSX workbooks or of Parquet tables is needed"),
        (["--bulk", "-o", "/nowhere/out.csv"], "The file /nowhere/out.csv cannot be written."),
        (["-o", "lost.csv"], "“lost.csv”: this option works with --bulk alone."),
        (["--on", "soon"], "“soon” is not a date. Write DD.MM.YYYY or YYYY-MM-DD."),
    ],
)
def test_what_is_wrong_with_an_option_is_said_of_it_and_not_of_a_cell(
    likely: Path, options: list[str], message: str
) -> None:
    place = likely.parent if "/nowhere/out.csv" in options else likely
    _, shown = check(place, *options, "--lang", "en")
    assert any(error["message"].startswith(message) for error in shown["errors"]), shown["errors"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["-o", "lost.csv", "--act", "zz"], [("choice.unknown", "--act"), ("usage.invalid", "-o")]),
        (["-o", "lost.csv", "--engine", "zz"], [("choice.unknown", "--engine"), ("usage.invalid", "-o")]),
        (["--bulk", "-o", "out.docx", "--engine", "zz"], [
            ("choice.unknown", "--engine"), ("choice.unknown", "-o"), ("file.unreadable", None),
        ]),
        (["--bulk", "--act", "zz"], [("choice.unknown", "--act"), ("file.unreadable", None), ("value.required", "-o")]),
    ],
)  # fmt: skip
def test_everything_wrong_with_the_options_is_said_at_once(likely: Path, options: list[str], wanted: list[Any]) -> None:
    code, shown = check(likely, *options)
    found = sorted((error["code"], error["column"]) for error in shown["errors"])
    assert (code, found) == (2, wanted)


def test_missing_file(tmp_path: Path) -> None:
    code, shown = check(tmp_path / "none.xlsx")
    assert (code, shown["errors"][0]["code"]) == (2, "file.unreadable")


@pytest.mark.parametrize(("lang", "words"), [("ru", "Скорее не соответствует"), ("en", "Likely does not conform")])
def test_readable_answer_stands_first(likely: Path, lang: str, words: str) -> None:
    result = runner.invoke(app, [str(likely), "--on", "2021-06-24", "--lang", lang])
    assert result.exit_code == 1
    assert result.stdout.startswith(words)
    assert "14,23" in result.stdout or "14.23" in result.stdout


@pytest.mark.parametrize("way", ["workbook", "polars", "duckdb"])
@pytest.mark.parametrize(("many", "refused"), [(10**9 - 1, False), (10**9, True), (10**18 - 1, True)])
def test_a_number_of_jobs_that_no_firm_has_is_refused_whatever_it_comes_in(
    tmp_path: Path, way: str, many: int, refused: bool
) -> None:
    if way == "workbook":
        path = workbook(tmp_path / "one.xlsx", participants=2)
        book = load_workbook(path)
        book["Участники"]["F2"].value = book["Участники"]["G2"].value = str(many)
        book.save(path)
        code, shown = check(path, "--on", "2021-06-24")
    else:
        jobs = [many, 2, 3, 4]
        folder = parquet(tmp_path / "in", participants={"employees": jobs, "high_performance_jobs": jobs})
        code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24", "--engine", way)
    told = [(each["code"], each["column"], each["value"], each["message"]) for each in shown.get("errors", ())]
    words = f"«{many}»: столько рабочих мест не бывает. Проверьте, не сумма ли это в рублях."
    assert sorted(told) == (
        [("number.invalid", name, str(many), words) for name in ("ВПРМ", "Работников")] if refused else []
    )
    assert (code == 2) == refused


def test_folder_of_workbooks(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    workbook(folder / "a.xlsx")
    workbook(folder / "b.xlsx", inside="2000", outside="8000")
    out = tmp_path / "out.csv"
    code, shown = check(folder, "--bulk", "-o", out, "--on", "2021-06-24")
    assert code == 0
    assert shown["clusters"] == 2
    assert shown["verdicts"]["conforming"] == 1
    rows = pl.read_csv(out)
    assert set(rows["cluster_id"]) == {"a", "b"}
    dependence = rows.filter((pl.col("cluster_id") == "a") & (pl.col("key") == "cluster.func_dependence_min"))
    assert dependence["gap"].to_list() == [0.0577]


def test_one_bad_workbook_stops_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    workbook(folder / "a.xlsx")
    (folder / "b.xlsx").write_bytes(b"nothing")
    out = tmp_path / "out.parquet"
    code, shown = check(folder, "--bulk", "-o", out)
    assert code == 2
    assert [(error["file"], error["sheet"], error["code"]) for error in shown["errors"]] == [
        ("b.xlsx", None, "file.unreadable")
    ]
    assert not out.exists()


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


def test_folder_of_parquet(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    code, _ = check(parquet(tmp_path / "in"), "--bulk", "-o", out, "--on", "2021-06-24")
    assert code == 0
    rows = pl.read_parquet(out).filter(pl.col("key") == "cluster.func_dependence_min")
    assert rows.select("cluster_id", "value", "numerator", "denominator").rows() == [
        (1, Decimal("0.25"), Decimal(25), Decimal(100)),
        (2, Decimal(0), Decimal(0), Decimal(1)),
    ]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    "changes",
    [
        {"purchases": {"seller": [2.0, None, 3.0]}},  # as pandas writes numbers with blanks
        {"purchases": {"seller": [2, None, 3]}},
        {"purchases": {"buyer": [1, 1, 1]}},
        {"participants": {"inn": [1, 2, 1, 3]}},
        {"participants": {"inn": [Decimal(1), Decimal(2), Decimal(1), Decimal(3)]}, "purchases": {"buyer": [1.0] * 3}},
        {"purchases": {"seller": ["02", "", "03"]}},
        {"participants": {"joined_on": ["01.01.2018", None, None, None]}},
        {"participants": {"joined_on": ["2018-01-01", "", None, None]}},
    ],
)
def test_another_type_of_a_column_changes_no_verdict(
    tmp_path: Path, engine: str, changes: dict[str, dict[str, list[Any]]]
) -> None:
    options = ("--on", "2021-11-16", "--engine", engine)
    for name, changed in (("other", changes), ("plain", {})):
        done = check(parquet(tmp_path / name, **changed), "--bulk", "-o", tmp_path / f"{name}.csv", *options)
        assert done[0] == 0, done
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"participants": {"inn": ["01", " ", "01", "03"]}}, ("value.required", "Участники", 2, "ИНН")),
        ({"participants": {"inn": [1.0, 2.5, 1.0, 3.0]}}, ("number.invalid", "Участники", 2, "ИНН")),
        ({"clusters": {"reporting_year": [2020, 1989]}}, ("year.invalid", "Кластер", 2, "Отчётный год")),
        ({"purchases": {"year": [2101, 2020, 2020]}}, ("year.invalid", "Закупки", 1, "Год")),
        ({"participants": {"joined_on": ["31.02.2018", None, None, None]}},
         ("date.invalid", "Участники", 1, "Дата вступления")),
    ],
)  # fmt: skip
def test_what_a_table_may_not_hold(
    tmp_path: Path, engine: str, changes: dict[str, dict[str, list[Any]]], wanted: tuple[str, str, int, str]
) -> None:
    folder = parquet(tmp_path / "in", **changes)
    code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24", "--engine", engine)
    assert code == 2
    assert wanted in [(each["code"], each["sheet"], each["row"], each["column"]) for each in shown["errors"]]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("spelt", ["{:d}", "{:d}.0", "0{:d}.0 ", "{:,d}"])
def test_an_inn_in_text_means_the_same_as_in_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, spelt: str
) -> None:
    """Without its zero as a spreadsheet leaves it, with the point of `astype(str)`, with blanks inside."""
    names = ["0102030404", "0107083893", "0100000001"]
    names = [each[:9] + inn_number.calc_company_check_digit(each[:9]) for each in names]
    monkeypatch.setitem(globals(), "inn", names.__getitem__)
    _, single = check(workbook(tmp_path / "one.xlsx", participants=2, inside="25", outside="75"), "--on", "2021-06-24")
    first, second, third = (spelt.format(int(each)).replace(",", " ") for each in names)
    folder = parquet(
        tmp_path / "in",
        participants={"inn": [names[0], names[1], names[0], names[2]]},
        purchases={"buyer": [first] * 3, "seller": [second, None, third]},
    )
    out = tmp_path / "out.parquet"
    code, shown = check(folder, "--bulk", "-o", out, "--on", "2021-06-24", "--engine", engine)
    assert (code, shown["notes"]) == (0, [])
    found = pl.read_parquet(out).filter(pl.col("key") == "cluster.func_dependence_min")["value"]
    assert [Decimal(single["measures"]["functional_dependence"]), Decimal(0)] == found.to_list()


def test_a_table_of_the_folder_is_no_place_for_verdicts(tmp_path: Path) -> None:
    folder = parquet(tmp_path / "in")
    before = (folder / "purchases.parquet").read_bytes()
    code, shown = check(folder, "--bulk", "-o", folder / "purchases.parquet", "--on", "2021-06-24")
    assert (code, [each["code"] for each in shown["errors"]]) == (2, ["file.unwritable"])
    assert (folder / "purchases.parquet").read_bytes() == before


def test_verdicts_beside_the_tables_are_written_anew(tmp_path: Path) -> None:
    folder = parquet(tmp_path / "in")
    out = folder / "verdicts.parquet"
    for _ in range(2):
        assert check(folder, "--bulk", "-o", out, "--on", "2021-06-24")[0] == 0
        assert set(pl.read_parquet(out)["cluster_id"]) == {1, 2}
        out.write_bytes(out.read_bytes() + b"former")


def rewritten(path: Path, more: str) -> None:
    """By DuckDB, with columns before the others."""
    table = path.with_suffix(".former")
    path.rename(table)
    duckdb.sql(f"COPY (SELECT {more}, * FROM read_parquet('{table}')) TO '{path}' (FORMAT parquet)")
    table.unlink()


@pytest.mark.parametrize(
    "more",
    [
        "INTERVAL 1 DAY AS lasted",
        "1::VARIANT AS anything, {'seller': '9', 'parts': [{'buyer': 1}]} AS inside",
        "1 AS colour_1, 2 AS colour_2",
    ],
)
@pytest.mark.parametrize("table", ["clusters", "participants", "purchases", "infrastructure"])
def test_columns_that_polars_does_not_know_change_no_verdict_of_duckdb(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], table: str, more: str
) -> None:
    options = ("--on", "2021-06-24", "--engine", "duckdb")
    moments = {"joined_on": [datetime(2018, 1, 1, 23, tzinfo=UTC), None, None, None]}
    for name in ("other", "plain"):
        folder = parquet(tmp_path / name, participants=moments)
        if name == "other":
            path = folder / f"{table}.parquet"
            rewritten(path, more)
            path.write_bytes(path.read_bytes().replace(b"colour_2", b"colour_1"))  # one name twice
        code, shown = check(folder, "--bulk", "-o", tmp_path / f"{name}.csv", *options)
        assert (code, shown["notes"]) == (0, [])
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
    assert "panicked" not in capfd.readouterr().err


def test_a_table_that_cannot_be_read_is_not_called_a_workbook(tmp_path: Path) -> None:
    folder = parquet(tmp_path / "in")
    rewritten(folder / "purchases.parquet", "INTERVAL 1 DAY AS lasted")
    (folder / "participants.parquet").write_bytes(b"PAR1")
    for engine, wrong in (("polars", ["Участники", "Закупки"]), ("duckdb", ["Участники"])):
        code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--engine", engine, "--lang", "en")
        assert code == 2
        assert [each["sheet"] for each in shown["errors"]] == wrong
        assert {each["code"] for each in shown["errors"]} == {"file.unreadable"}
        assert all("Parquet" in each["message"] and "XLSX" not in each["message"] for each in shown["errors"])


@pytest.mark.parametrize(
    "more",
    ["INTERVAL 1 DAY", "[INTERVAL 1 DAY]", "{'of': [INTERVAL 1 DAY]}", "MAP {1: INTERVAL 1 DAY}", "NULL::INTERVAL"],
)
def test_a_kind_of_column_that_polars_does_not_know_is_told_of_by_us_alone(tmp_path: Path, more: str) -> None:
    """In a process of its own: polars asks at its import what to do, and speaks past Python."""
    folder = parquet(tmp_path / "in")
    rewritten(folder / "purchases.parquet", f"{more} AS lasted")
    call = [*SVETOVOD, "check", str(folder), "--bulk", "-o", str(tmp_path / "out.csv"), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert [each["code"] for each in json.loads(done.stdout)["errors"]] == ["file.unreadable"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_sellers_that_are_no_inn_are_noted_with_their_number(tmp_path: Path, engine: str) -> None:
    folder = parquet(tmp_path / "in", purchases={"seller": ["nan", "", "1234567890123"]})
    code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24", "--engine", engine)
    assert code == 0
    (note,) = shown["notes"]
    assert (note["sheet"], note["row"], note["column"], note["code"]) == ("Закупки", None, "Поставщик", "inn.checksum")
    assert ": 2." in note["message"]


def test_no_file_of_a_folder_is_lost_in_silence(likely: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one.xlsx", "one.XLSX", "two.xlsm", "~$one.xlsx", ".hidden"):
        (folder / name).write_bytes(likely.read_bytes())
    code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24")
    assert (code, shown["clusters"]) == (0, 2)
    assert [each["file"] for each in shown["notes"] if each["code"] == "file.unknown"] == ["two.xlsm"]
    assert set(pl.read_csv(tmp_path / "out.csv")["cluster_id"]) == {"one", "one.xlsx"}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_signs_that_nobody_sees_change_no_verdict(tmp_path: Path, engine: str) -> None:
    options = ("--on", "2021-06-24", "--engine", engine)
    copied = parquet(
        tmp_path / "copied",
        participants={
            "inn": ["01\u200b", "\ufeff02", "0\u00ad1", "03\u200e"],
            "role": ["final producer\u200b", "\ufeffsupplier", "final_producer", "infra\u00adstructure"],
        },
        purchases={"buyer": ["\u200b01", "01\u202c", "01"], "seller": ["02\u2060", None, "03"]},
    )
    for folder in (copied, parquet(tmp_path / "typed")):
        assert check(folder, "--bulk", "-o", tmp_path / f"{folder.name}.csv", *options)[0] == 0
    assert (tmp_path / "copied.csv").read_bytes() == (tmp_path / "typed.csv").read_bytes()


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_both_engines_write_the_same_file(tmp_path: Path, kind: str) -> None:
    folder, written = parquet(tmp_path / "in"), []
    for engine in ("polars", "duckdb"):
        out = tmp_path / f"{engine}{kind}"
        code, shown = check(folder, "--bulk", "-o", out, "--on", "2021-06-24", "--engine", engine)
        assert (code, shown["clusters"]) == (0, 2)
        written.append(out.read_bytes())
    assert written[0] == written[1]


def test_an_engine_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    folder = parquet(tmp_path / "in")
    result = runner.invoke(app, [str(folder), "--bulk", "-o", str(tmp_path / "out.csv"), "--engine", "duckdb"])
    assert result.exit_code == 2
    assert "pip install 'svetovod[duckdb]'" in result.stderr
    assert not (tmp_path / "out.csv").exists()


def test_counts_with_blanks_as_pandas_writes_them(tmp_path: Path) -> None:
    folder = parquet(tmp_path / "in", participants={"employees": [1.0, None, float("nan"), 4.0]})
    assert check(folder, "--bulk", "-o", tmp_path / "out.parquet", "--on", "2021-06-24")[0] == 0


@pytest.mark.parametrize(
    ("table", "change", "code", "sheet"),
    [
        ("participants", {"role": ["boss"] * 4}, "choice.unknown", "Участники"),
        ("participants", {"inn": ["01"] * 4}, "inn.duplicate", "Участники"),
        ("participants", {"employees": [1.5, 2.0, 3.0, 4.0]}, "number.invalid", "Участники"),
        ("participants", {"employees": [1, 2, 3, -4]}, "number.negative", "Участники"),
        ("purchases", {"buyer": ["99", "01", "01"]}, "reference.unknown", "Закупки"),
        ("purchases", {"amount_rub": [0.1, 0.2, 0.3]}, "number.invalid", "Закупки"),
        ("purchases", {"cluster_id": [7, 1, 2]}, "reference.unknown", "Закупки"),
        ("clusters", {"cluster_id": [1, 1]}, "code.duplicate", "Кластер"),
        ("clusters", {"reporting_year": [2020, None]}, "value.required", "Кластер"),
    ],
)
def test_wrong_parquet(tmp_path: Path, table: str, change: dict[str, list[Any]], code: str, sheet: str) -> None:
    out = tmp_path / "out.parquet"
    exit_code, shown = check(parquet(tmp_path / "in", **{table: change}), "--bulk", "-o", out)
    assert exit_code == 2
    assert (sheet, code) in [(error["sheet"], error["code"]) for error in shown["errors"]]
    assert not out.exists()


def test_missing_table_and_column(tmp_path: Path) -> None:
    folder = parquet(tmp_path / "in")
    (folder / "purchases.parquet").unlink()
    pl.read_parquet(folder / "participants.parquet").drop("role").write_parquet(folder / "participants.parquet")
    _, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv")
    assert {error["code"] for error in shown["errors"]} == {"sheet.missing", "column.missing"}


def test_check_starts_without_heavy_libraries(likely: Path) -> None:
    script = (
        "import sys\n"
        f"sys.argv = ['svetovod', 'check', {str(likely)!r}, '--on', '2021-06-24', '--json']\n"
        "from svetovod.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'django', 'polars', 'ortools', 'rich.table'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")
