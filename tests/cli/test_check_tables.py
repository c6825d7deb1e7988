"""`svetovod check --bulk` of a folder of tables: what a column may hold, and that both engines say the same of it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from stdnum.ru import inn as inn_number

from svetovod.cli.check import app

from .clusters import check, parquet, runner, workbook

MOMENTS: dict[str, list[Any]] = {"joined_on": [datetime(2018, 1, 1, 23, tzinfo=UTC), None, None, None]}


@cache
def plain(*options: str, moments: bool = False) -> bytes:
    """The verdicts on the tables as they are, which others are held against."""
    changes = {"participants": MOMENTS} if moments else {}
    with TemporaryDirectory() as folder:
        out = Path(folder) / "plain.csv"
        done = check(parquet(Path(folder) / "in", **changes), "--bulk", "-o", out, *options)
        assert done[0] == 0, done
        return out.read_bytes()


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
        {"purchases": {"seller": [2.0, None, 3.0]},  # as pandas writes numbers with blanks
         "participants": {"inn": [1, 2, 1, 3], "joined_on": ["01.01.2018", None, None, None]}},
        {"purchases": {"seller": [2, None, 3], "buyer": [1, 1, 1]},
         "participants": {"joined_on": ["2018-01-01", "", None, None]}},
        {"purchases": {"seller": ["02", "", "03"], "buyer": [1.0] * 3},
         "participants": {"inn": [Decimal(1), Decimal(2), Decimal(1), Decimal(3)]}},
    ],
)  # fmt: skip
def test_another_type_of_a_column_changes_no_verdict(
    tmp_path: Path, engine: str, changes: dict[str, dict[str, list[Any]]]
) -> None:
    """Several columns at once: each is read for itself."""
    options, out = ("--on", "2021-11-16", "--engine", engine), tmp_path / "other.csv"
    done = check(parquet(tmp_path / "other", **changes), "--bulk", "-o", out, *options)
    assert done[0] == 0, done
    assert out.read_bytes() == plain(*options)


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
@pytest.mark.parametrize(("bought", "sold"), [("{:d}", "0{:d}.0 "), ("{:d}.0", "{:,d}")])
def test_an_inn_in_text_means_the_same_as_in_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, bought: str, sold: str
) -> None:
    """Without its zero as a spreadsheet leaves it, with the point of `astype(str)`, with blanks inside."""
    names = ["0102030404", "0107083893", "0100000001"]
    names = [each[:9] + inn_number.calc_company_check_digit(each[:9]) for each in names]
    monkeypatch.setitem(globals(), "inn", names.__getitem__)
    _, single = check(workbook(tmp_path / "one.xlsx", participants=2, inside="25", outside="75"), "--on", "2021-06-24")
    spelt = zip((bought, sold, sold), names, strict=True)
    first, second, third = (said.format(int(each)).replace(",", " ") for said, each in spelt)
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


def test_columns_that_polars_does_not_know_change_no_verdict_of_duckdb(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """In every table at once: each is read for itself."""
    more = (
        "INTERVAL 1 DAY AS lasted, 1::VARIANT AS anything, {'seller': '9', 'parts': [{'buyer': 1}]} AS inside, "
        "1 AS colour_1, 2 AS colour_2"
    )
    options, out = ("--on", "2021-06-24", "--engine", "duckdb"), tmp_path / "other.csv"
    folder = parquet(tmp_path / "other", participants=MOMENTS)
    for path in folder.iterdir():
        rewritten(path, more)
        path.write_bytes(path.read_bytes().replace(b"colour_2", b"colour_1"))  # one name twice
    code, shown = check(folder, "--bulk", "-o", out, *options)
    assert (code, shown["notes"]) == (0, [])
    assert out.read_bytes() == plain(*options, moments=True)
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


STRANGE = (
    "INTERVAL 1 DAY", "[INTERVAL 1 DAY]", "{'of': [INTERVAL 1 DAY]}", "MAP {1: INTERVAL 1 DAY}", "NULL::INTERVAL",
)  # fmt: skip
CALLS = """
import sys
from svetovod.cli.app import main
for folder in sys.argv[1:]:
    sys.argv = ["svetovod", "check", folder, "--bulk", "-o", folder + ".csv", "--json"]
    try:
        main()
    except SystemExit as end:
        print("\\0", end.code, sep="", end="\\0")
"""


def test_a_kind_of_column_that_polars_does_not_know_is_told_of_by_us_alone(tmp_path: Path) -> None:
    """In a process of its own: polars asks at its import what to do, and speaks past Python."""
    folders = []
    for number, more in enumerate(STRANGE):
        folders.append(parquet(tmp_path / str(number)))
        rewritten(folders[-1] / "purchases.parquet", f"{more} AS lasted")
    done = subprocess.run([sys.executable, "-c", CALLS, *folders], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.split("\0")[:-1]
    assert said[1::2] == ["2"] * len(STRANGE)
    for words in said[::2]:
        assert [each["code"] for each in json.loads(words)["errors"]] == ["file.unreadable"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_sellers_that_are_no_inn_are_noted_with_their_number(tmp_path: Path, engine: str) -> None:
    folder = parquet(tmp_path / "in", purchases={"seller": ["nan", "", "1234567890123"]})
    code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24", "--engine", engine)
    assert code == 0
    (note,) = shown["notes"]
    assert (note["sheet"], note["row"], note["column"], note["code"]) == ("Закупки", None, "Поставщик", "inn.checksum")
    assert ": 2." in note["message"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_signs_that_nobody_sees_change_no_verdict(tmp_path: Path, engine: str) -> None:
    options, out = ("--on", "2021-11-16", "--engine", engine), tmp_path / "copied.csv"
    copied = parquet(
        tmp_path / "copied",
        participants={
            "inn": ["01\u200b", "\ufeff02", "0\u00ad1", "03\u200e"],
            "role": ["final producer\u200b", "\ufeffsupplier", "final_producer", "infra\u00adstructure"],
        },
        purchases={"buyer": ["\u200b01", "01\u202c", "01"], "seller": ["02\u2060", None, "03"]},
    )
    assert check(copied, "--bulk", "-o", out, *options)[0] == 0
    assert out.read_bytes() == plain(*options)


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
