"""`svetovod discover` from the outside: output, files, exit codes."""

import json
import shutil
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import duckdb
import polars as pl
import pytest
from tests.pipes import piped
from typer.testing import CliRunner

from svetovod import disk
from svetovod.cli import discover as command
from svetovod.cli.discover import app
from svetovod.cli.streams import OutputLostError

runner = CliRunner()
FIRMS = "inn,region,okpd2\n0100000001,Мордовия,\n0100000002,RU-MO,27.31.12\n0100000003,Москва,27.31\n"
PURCHASES = (
    "buyer_inn,seller_inn,okpd2,amount,year,imported\n"
    "0100000001,0100000003,27.31.12,1000.50,2020,\n"
    "0100000001,,27.31.12,100,2020,true\n"
    "0100000001,,27.31.12,100,2020,\n"
    "0100000001,,27,100,2020,true\n"
    "0100000001,,27.31,сто,2020,true\n"
    "0100000009,,27.31,100,2020,true\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("firms.csv", FIRMS), ("purchases.csv", PURCHASES)):
        (tmp_path / name).write_text(text)
    return ["--firms", str(tmp_path / "firms.csv"), "--purchases", str(tmp_path / "purchases.csv")]


def run(*options: str, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(app, [*options, "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_summary(files: list[str]) -> None:
    assert run(*files) == {
        "links": 1, "amount": "1100.50", "rows_read": 6,
        "rows_skipped": {"unreadable": 1, "buyer_unknown": 1, "code_too_short": 1, "seller_unknown": 1},
        "firms_read": 3, "firms_skipped": {"unreadable": 0, "region_unknown": 0}, "level": 4, "output": None,
        "notes": [], "errors": [],
    }  # fmt: skip


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_out_of_pipes(files: list[str], engine: str, tmp_path: Path) -> None:
    out, again = tmp_path / "out.csv", tmp_path / "again.csv"
    table = tmp_path / "purchases.parquet"
    pl.read_csv(PURCHASES.encode(), infer_schema=False).write_parquet(table)
    for bought in (PURCHASES.encode(), table.read_bytes()):
        with piped(FIRMS.encode()) as firms, piped(bought) as purchases:
            told = run("--firms", str(firms), "--purchases", str(purchases), "--engine", engine, "-o", str(again))
        assert told == {**run(*files, "--engine", engine, "-o", str(out)), "output": str(again)}
        assert again.read_bytes() == out.read_bytes()


def test_a_pipe_that_finds_no_room_says_where(
    files: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    out = tmp_path / "out.csv"
    with piped(PURCHASES.encode()) as purchases:
        (error,) = run(*files[:2], "--purchases", str(purchases), "-o", str(out), code=2)["errors"]
    assert (error["code"], error["value"], out.exists()) == ("file.unwritable", gettempdir(), False)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_links_are_written_by_the_suffix(files: list[str], engine: str, tmp_path: Path) -> None:
    csv, parquet = tmp_path / "links.csv", tmp_path / "links.parquet"
    assert run(*files, "--engine", engine, "-o", str(csv))["output"] == str(csv)
    run(*files, "--engine", engine, "-o", str(parquet))
    head, row = csv.read_text().splitlines()
    assert head == "buyer_inn,producer_inn,group,amount,imported_amount"
    assert row == "0100000001,0100000002,27.31,1100.50,100.00"
    assert pl.read_parquet(parquet).cast(pl.String).rows() == [tuple(row.split(","))]


@pytest.mark.parametrize(
    ("engine", "name", "wrong"),
    [
        ("polars", "firms", "Предприятия"),
        ("duckdb", "firms", "Предприятия"),
        ("polars", "purchases", "Закупки"),
        ("duckdb", "purchases", None),
    ],
)
def test_a_column_of_a_kind_that_the_engine_does_not_know(
    files: list[str], engine: str, name: str, wrong: str | None, tmp_path: Path
) -> None:
    """DuckDB alone knows it, and firms are read by polars with every engine."""
    path = tmp_path / f"{name}.parquet"
    rows = f"SELECT INTERVAL 1 DAY AS lasted, * FROM read_csv('{tmp_path / name}.csv', all_varchar = true)"
    duckdb.sql(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    found = run(*files, f"--{name}", str(path), "--engine", engine, code=2 if wrong else 0)
    told = [(each["code"], each["sheet"]) for each in found["errors"]]
    assert told == ([("file.unreadable", wrong)] if wrong else [])
    assert all("Parquet" in each["message"] for each in found["errors"])
    assert wrong or found["amount"] == "1100.50"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_an_inn_is_the_same_in_numbers_with_blanks(engine: str, tmp_path: Path) -> None:
    """As pandas writes them: a float, for a blank is among them."""
    names = ["7707083893", "5024000009", "1300000010"]
    firms = {"inn": names, "region": ["Мордовия", "Москва", "Мордовия"], "okpd2": ["", "27.31", "27.31"]}
    bought = {
        "buyer_inn": names[:1] * 3, "seller_inn": [names[1], None, names[2]], "okpd2": ["27.31"] * 3,
        "amount": [100, 200, 300], "year": [2020] * 3, "imported": [False] * 3,
    }  # fmt: skip
    told = []
    for kind in (pl.String, pl.Float64):
        for path, columns in (("firms.parquet", firms), ("bought.parquet", bought)):
            inns = [name for name in columns if name.endswith("inn")]
            pl.DataFrame(columns).with_columns(pl.col(inns).cast(kind)).write_parquet(tmp_path / path)
        options = ("--firms", str(tmp_path / "firms.parquet"), "--purchases", str(tmp_path / "bought.parquet"))
        told.append(run(*options, "--engine", engine))
    assert told[0] == told[1]
    assert (told[0]["links"], told[0]["amount"], told[0]["rows_skipped"]["seller_unknown"]) == (1, "100.00", 1)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_table_without_a_column_of_text_but_codes(engine: str, tmp_path: Path) -> None:
    pl.DataFrame({
        "inn": [7707083893, 5024000009, 1300000010], "region": ["Мордовия", "Москва", "Мордовия"],
        "okpd2": ["", "27.31", "27.31"],
    }).write_parquet(tmp_path / "firms.parquet")  # fmt: skip
    bought = pl.DataFrame({
        "buyer_inn": [7707083893], "seller_inn": [5024000009], "okpd2": ["27.31"], "amount": [100], "year": [2020],
        "imported": [False],
    })  # fmt: skip
    options = ("--firms", str(tmp_path / "firms.parquet"), "--purchases", str(tmp_path / "bought.parquet"))
    bought.write_parquet(tmp_path / "bought.parquet")
    assert run(*options, "--engine", engine)["links"] == 1
    nobody = pl.lit(None, pl.Null)  # a column of nothing has no type of text either
    bought.with_columns(buyer_inn=nobody, seller_inn=nobody).write_parquet(tmp_path / "bought.parquet")
    assert run(*options, "--engine", engine)["rows_skipped"]["unreadable"] == 1


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("firms", "bought"),
    [(pl.String, pl.Float64), (pl.Float64, pl.String), (pl.String, pl.Int64), (pl.Int64, pl.Int64),
     (pl.Decimal(12, 0), pl.Decimal(20, 2))],
)  # fmt: skip
def test_numbers_have_their_leading_zeros_back(firms: Any, bought: Any, engine: str, tmp_path: Path) -> None:
    """Of ten digits and, for a person in business, of twelve."""
    pl.DataFrame({
        "inn": ["0107083890", "5024000009", "010708389012"], "region": ["Адыгея", "Москва", "Адыгея"],
        "okpd2": ["", "27.31", "27.31"],
    }).with_columns(_typed("inn", firms)).write_parquet(tmp_path / "firms.parquet")  # fmt: skip
    pl.DataFrame({
        "buyer_inn": ["0107083890"] * 2, "seller_inn": ["5024000009", "010708389012"], "okpd2": ["27.31"] * 2,
        "amount": [100, 200], "year": [2020] * 2, "imported": [False] * 2,
    }).with_columns(_typed("buyer_inn", bought), _typed("seller_inn", bought)).write_parquet(
        tmp_path / "bought.parquet"
    )  # fmt: skip
    output = tmp_path / "links.csv"
    options = ("--firms", str(tmp_path / "firms.parquet"), "--purchases", str(tmp_path / "bought.parquet"))
    assert not any(run(*options, "--engine", engine, "-o", str(output))["rows_skipped"].values())
    assert output.read_text().splitlines()[1:] == ["0107083890,010708389012,27.31,100.00,0.00"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("amounts", "kind", "unreadable"),
    [([10**37, 5], pl.Decimal(38, 0), 1), ([-(10**37), 5], pl.Decimal(38, 0), 1), ([8, 9], pl.Decimal(38, 30), 0),
     ([10**13, 10**13 + 1], pl.Decimal(38, 24), 1), ([2**64 - 1, 5], pl.UInt64, 1),
     ([1e300, float("inf")], pl.Float64, 2)],
)  # fmt: skip
def test_sums_beyond_what_rubles_are_kept_in_are_counted(
    files: list[str], amounts: list[Any], kind: Any, unreadable: int, engine: str, tmp_path: Path
) -> None:
    pl.DataFrame({
        "buyer_inn": ["0100000001"] * 2, "seller_inn": ["0100000003"] * 2, "okpd2": ["27.31"] * 2,
        "amount": pl.Series(amounts, dtype=kind), "year": [2020] * 2, "imported": [False] * 2,
    }).write_parquet(tmp_path / "large.parquet")  # fmt: skip
    options = [*files[:-1], str(tmp_path / "large.parquet")]
    assert run(*options, "--engine", engine)["rows_skipped"]["unreadable"] == unreadable


def _typed(name: str, kind: Any) -> pl.Expr:
    return pl.col(name) if kind == pl.String else pl.col(name).cast(pl.Int64).cast(kind)


@pytest.mark.parametrize("least", ["1.005", "1e3", "inf", "nan", "", "1 000 руб.", "-0.01", "9" * 19])
def test_the_least_sum_is_money_as_in_a_cell(files: list[str], least: str) -> None:
    (error,) = run(*files, f"--min-amount={least}", code=2)["errors"]
    wanted = "number.negative" if least.startswith("-") else "number.invalid"
    assert (error["column"], error["code"], error["value"]) == ("--min-amount", wanted, least)


@pytest.mark.parametrize(("least", "links"), [("1100,50", 1), ("1 100.51", 0)])
def test_the_least_sum(files: list[str], least: str, links: int) -> None:
    assert run(*files, "--min-amount", least)["links"] == links


@pytest.mark.parametrize(("level", "group"), [("2", "27"), ("4", "27.31"), ("6", "27.31.12")])
def test_levels(files: list[str], level: str, group: str, tmp_path: Path) -> None:
    run(*files, "--level", level, "-o", str(tmp_path / "links.csv"))
    assert f",{group}," in (tmp_path / "links.csv").read_text()


@pytest.mark.parametrize(("lang", "words"), [("ru", "Возможных связей: 1"), ("en", "Possible links: 1")])
def test_readable(files: list[str], lang: str, words: str) -> None:
    done = runner.invoke(app, [*files, "--lang", lang])
    assert done.exit_code == 0
    assert words in done.stdout and "0100000002" in done.stdout


def test_an_output_that_is_an_input_is_refused(files: list[str]) -> None:
    purchases = Path(files[-1]).rename(Path(files[-1]).with_suffix(".CSV"))
    found = run(*files[:-1], str(purchases), "-o", str(purchases), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "-o")]
    assert purchases.read_text() == PURCHASES


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("lost", ["write", "words"])
def test_former_links_stay_where_there_is_no_room(
    files: list[str], tmp_path: Path, suffix: str, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = tmp_path / f"links.{suffix}"
    links.write_text("former")

    def full(*_: Any, **__: Any) -> None:
        raise OutputLostError("No space left on device") if lost == "words" else OSError(28, "No space left on device")

    monkeypatch.setattr(*((command, "emit_json") if lost == "words" else (disk.os, "fsync")), full)
    done = runner.invoke(app, [*files, "-o", str(links), "--json"])
    monkeypatch.undo()
    assert isinstance(done.exception, OutputLostError) if lost == "words" else "file.unwritable" in done.stdout
    assert links.read_text() == "former"
    assert {path.name for path in tmp_path.iterdir()} == {"firms.csv", "purchases.csv", links.name}


def test_wrong_options_are_said_together(files: list[str], tmp_path: Path) -> None:
    output = tmp_path / "links.txt"
    found = run(*files, "--level", "5", "--min-amount", "-1", "--engine", "abacus", "-o", str(output), code=2)
    assert [(error["code"], error["column"]) for error in found["errors"]] == [
        ("choice.unknown", "--level"), ("number.negative", "--min-amount"), ("choice.unknown", "-o"),
        ("choice.unknown", "--engine"),
    ]  # fmt: skip
    assert not output.exists()


def test_memory_is_limited_for_the_engine_that_spills(files: list[str]) -> None:
    limited = ["--memory-limit", "200"]
    assert run(*files, "--engine", "duckdb", *limited) == run(*files)
    found = run(*files, *limited, code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("choice.unknown", "--engine")]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_unusable_files(files: list[str], engine: str, tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text("inn,region\n")
    (tmp_path / "purchases.csv").unlink()
    output = tmp_path / "links.csv"
    found = run(*files, "--engine", engine, "-o", str(output), code=2)
    assert [(error["sheet"], error["code"], error["column"]) for error in found["errors"]] == [
        ("Предприятия", "column.missing", "okpd2"), ("Закупки", "file.unreadable", None),
    ]  # fmt: skip
    assert not output.exists()


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "cp1251"])
def test_a_table_in_another_charset_lacks_no_columns(files: list[str], charset: str, tmp_path: Path) -> None:
    (tmp_path / "purchases.csv").write_bytes(PURCHASES.encode(charset))
    (tmp_path / "firms.csv").write_bytes(FIRMS.encode(charset))
    found = run(*files, code=2)
    assert {(error["code"], error["column"]) for error in found["errors"]} == {("file.unreadable", None)}
    assert "UTF-8" in found["errors"][0]["message"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_table_that_breaks_off(files: list[str], engine: str, tmp_path: Path) -> None:
    (tmp_path / "purchases.csv").write_bytes(PURCHASES.encode() + b"\xff\xfe,1,27.31,5,2020,\n")
    found = run(*files, "--engine", engine, code=2)
    assert [(error["sheet"], error["code"]) for error in found["errors"]] == [("Закупки", "file.unreadable")]
