"""Spark against polars: the same sorted rows, compared as the CSV that the command writes, to the last kopeck."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import which
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from svetovod.cli.discover import app
from svetovod.engine.discovery import links, read, supply
from svetovod.engine.economy import economy
from svetovod.engine.frames import Engine, StartError, engine_called

pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(not which("java"), reason="no Java on this machine"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets to Java, which close with the process
]
# every row of it is read otherwise by somebody: blanks, quotes, ends of lines, digits that are none, sums past 64 bits
ODD = (
    "buyer_inn;seller_inn;okpd2;amount;year;imported\n"
    '"0100000001";"0100000003";27.31.12;"1 000,50";2020;\n'
    "0100000001;;27.31.12;9999999999999,99;2020;true\n" * 3 + "0100000001;;27.31.12;9999999999999.99;2020;Да\n"
    "0100000001;;٢٧.٣١;100;2020;true\n"
    "0100000001;;27.31\u2028;100;2020;true\n"
    '0100000001;"0100000003\nБ";27.31;100;2020;нет\n'
    '0100000001;"говорит ""да""";27.31;0.1;2020;\n'
    '0100000001;"назад\\";27.31;0.2;2020;true\n'
    "\u00a00100000001\u00a0;;27.31;0.3;2020;true\n"
    "\u200b0100000001\ufeff;01000\u00ad00003;27.31\u200b;\u202a0.4\u202c;2020\u2060;true\u200f\n"
    "\u200b;;\ufeff;;;\u00ad\n"
    "0100000001;;27;1;2020;true\n"
    "0100000001;;27.31;1.005;2020;true\n"
    "0100000001;;27.31;1;202٠;true\n"
    "0100000001;;27.31\n"
    "\n"
    "0100000001;;27.31;7;2020;true\r\n"
    "\r\n"
    ";;27.31;1;2020;может быть\n"
    "0100000009;;27.31;1;2020;true\n"
)
HOMES = "inn,region,okpd2\n0100000001,Мордовия,\n0100000002,RU-MO,27.31.12\n0100000003,Москва,27.31\n"


@pytest.fixture(scope="module")
def spark(monkeypatch_module: pytest.MonkeyPatch) -> Engine:
    """Little data is over before the Java machine has made its code quick."""
    monkeypatch_module.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    return engine_called("spark", "local[1]")


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def both(spark: Engine, firms: Path, purchases: Path) -> tuple[Any, Any]:
    found = []
    for engine in (spark, engine_called("polars")):
        tables, problems = read(firms, purchases, level=4, engine=engine)
        assert tables is not None, problems
        found.append((tables, links(tables)))
    return found[0], found[1]


def test_the_links_of_an_economy_are_the_same_bytes(spark: Engine, tmp_path: Path) -> None:
    made = economy(600, seed=3)
    firms, purchases = tmp_path / "firms[1].parquet", tmp_path / "{buy},*.parquet"
    made.firms.write_parquet(firms)
    made.purchases.write_parquet(purchases)
    (tables, theirs), (own, ours) = both(spark, firms, purchases)
    assert theirs.links.write_csv() == ours.links.write_csv()
    assert (theirs.amount, theirs.rows_read, theirs.rows_skipped) == (ours.amount, ours.rows_read, ours.rows_skipped)
    assert ours.links.height > 100
    assert supply(tables) == supply(own)


def test_every_row_is_read_alike(spark: Engine, tmp_path: Path) -> None:
    firms, purchases = tmp_path / "firms.csv", tmp_path / "_bought.csv"
    firms.write_text(HOMES)
    purchases.write_text(ODD)
    (_, theirs), (_, ours) = both(spark, firms, purchases)
    assert theirs.links.write_csv() == ours.links.write_csv()
    assert (theirs.rows_read, theirs.rows_skipped) == (ours.rows_read, ours.rows_skipped)
    assert ours.links["amount"].item() > Decimal(4 * 10**13) - 1


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pl.Decimal(20, 4), [Decimal("0.1000"), Decimal("0.1001")]),
        (pl.Float64, [0.1, 0.2, None, float("nan"), float("inf"), -1.0, 0.005, 1e12 + 0.01]),
    ],
)
def test_amounts_of_every_type(spark: Engine, tmp_path: Path, kind: Any, values: list[Any]) -> None:
    firms, purchases = tmp_path / "firms.csv", tmp_path / "bought.parquet"
    firms.write_text(HOMES)
    rows = len(values)
    pl.DataFrame({
        "buyer_inn": ["0100000001"] * rows, "seller_inn": [None] * rows, "okpd2": ["27.31.12"] * rows,
        "amount": pl.Series(values, dtype=kind), "year": [2020] * rows, "imported": [True] * rows,
    }).write_parquet(purchases)  # fmt: skip
    (_, theirs), (_, ours) = both(spark, firms, purchases)
    assert theirs.links.write_csv() == ours.links.write_csv()


def test_a_broken_file_is_a_problem_and_no_trace(spark: Engine, tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text(HOMES)
    (tmp_path / "bought.parquet").write_bytes(b"PAR1nonsense")
    files = ["--firms", str(tmp_path / "firms.csv"), "--purchases", str(tmp_path / "bought.parquet")]
    done = CliRunner().invoke(app, [*files, "--engine", "spark", "--spark-master", "local[1]", "--json"])
    assert done.exit_code == 2
    assert [each["code"] for each in json.loads(done.stdout)["errors"]] == ["file.unreadable"]


def test_a_master_that_is_none() -> None:
    with pytest.raises(StartError):
        engine_called("spark", "abc")
