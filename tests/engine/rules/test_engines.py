"""The same tables on polars and on DuckDB: the same problems, or the same rows to the last digit."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.frames import ROW, DuckDB, Engine, Polars
from svetovod.engine.frames.cells import BLANKS
from svetovod.engine.model import Cluster, Participant, ParticipantRole, Problem, Purchase
from svetovod.engine.rules.bulk import COLUMNS, aggregate, judge, tables_of
from svetovod.engine.rules.bulk.read import read_parquet
from svetovod.engine.rules.bulk.sheets import Sheet
from svetovod.engine.unseen import SIGNS

from .test_properties import DAYS, FACTS, HARD, clusters

FEW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def judged(tables: Any, on: date, *, hard: bool = False) -> pl.DataFrame:
    facts = HARD if hard else FACTS
    return judge(aggregate(tables, on=on, facts=facts), on=on, facts=facts)


@FEW
@given(st.lists(clusters(), max_size=4), DAYS, st.booleans())
def test_clusters_are_judged_alike(found: list[Cluster], on: date, hard: bool) -> None:
    """Sums beyond 64 bits, ties with a threshold, blanks, no clusters at all: `clusters` draws them."""
    named = {f"К{n}": cluster for n, cluster in enumerate(found)}
    polars, duckdb = (judged(tables_of(named, engine), on, hard=hard) for engine in (Polars(), DuckDB()))
    assert duckdb.schema == polars.schema
    assert duckdb.rows() == polars.rows()


def test_a_sum_of_decimals_is_exact_and_a_tie_is_met() -> None:
    """A fifth of 10^24 kopecks to the kopeck is met, a kopeck less is not."""
    people = tuple(Participant(str(n), str(n), ParticipantRole.FINAL_PRODUCER, "RU-MO") for n in range(2))

    def asked(inside: str, outside: str) -> Cluster:
        rows = (
            Purchase("0", "1", "27.40", Decimal(inside), 2020),
            Purchase("0", None, "27.40", Decimal(outside), 2020),
        )
        return Cluster("К", ("RU-MO",), 2020, ("27.40",), people, rows)

    named = {
        "tie": asked("2000000000000000000000.00", "8000000000000000000000.00"),
        "less": asked("1999999999999999999999.99", "8000000000000000000000.01"),
    }
    for engine in (Polars(), DuckDB()):
        rows = judged(tables_of(named, engine), date(2021, 6, 24)).filter(key="cluster.func_dependence_min")
        assert rows["outcome"].to_list() == ["met", "not_met"]
        assert rows["numerator"].to_list() == [
            Decimal("2000000000000000000000.00"), Decimal("1999999999999999999999.99")
        ]  # fmt: skip


# --- folders of Parquet -------------------------------------------------------------------------------------------
def _column(*kinds: tuple[Any, list[Any]]) -> st.SearchStrategy[tuple[Any, st.SearchStrategy[Any]]]:
    return st.sampled_from([(kind, st.sampled_from(values)) for kind, values in kinds])


_FLAGS = _column(
    (pl.Boolean, [True, False, None]),
    (pl.String, ["да", " НЕТ\u00a0", "Yes", "-", "", None, "0"]),
    (pl.String, ["да", "maybe"]),
    (pl.Int8, [0, 1, None]),
)
_COUNTS = _column(
    (pl.Int64, [0, 1, 7, None]),
    (pl.UInt64, [3, 2**64 - 1]),
    (pl.Int32, [5, -5]),
    (pl.Float64, [1.0, 2.0, None, float("nan")]),
    (pl.Float64, [1.5, float("inf"), 1e300, -0.0]),
    (pl.String, ["7", None]),
    (pl.Null, [None]),
)
_AMOUNTS = _column(
    (pl.Int64, [0, 1, 25, 75, 10**17, None]),
    (pl.Decimal(20, 2), [Decimal("0.01"), Decimal("999999999999999999.99"), Decimal("-1.00"), None]),
    (pl.Decimal(38, 2), [Decimal("99999999999999999999.99"), Decimal("0.20"), Decimal("0.80")]),
    (pl.Decimal(10, 3), [Decimal("0.001")]),
    (pl.Float64, [0.1, None]),
    (pl.Null, [None]),
)
_JOINED = _column(
    (pl.Date, [date(2018, 6, 24), date(2020, 2, 29), None]),
    (pl.String, ["2018-06-24", " 2020-02-29 ", "", None]),
    (pl.String, ["2019-02-29", "24.06.2018", "2018-13-01"]),
    (pl.Datetime("us"), [None]),
    (pl.Int64, [None, 20180624]),
)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Mostly clean tables with a spoiled column here and there; ids as numbers or text."""
    ids: Any = draw(st.sampled_from([pl.Int64, pl.String]))
    size, people, bought = draw(st.integers(0, 3)), draw(st.integers(0, 6)), draw(st.integers(0, 8))

    def cells(columns: st.SearchStrategy[Any], first: tuple[Any, list[Any]], rows: int) -> pl.Series:
        kind, values = draw(columns) if draw(st.integers(0, 13)) == 13 else (first[0], st.sampled_from(first[1]))
        return pl.Series([draw(values) for _ in range(rows)], dtype=kind)

    def names(rows: int, *, lost: bool = True) -> pl.Series:
        values = [str(n) for n in range(max(size, 1))] + (["9"] if lost and draw(st.integers(0, 13)) == 13 else [])
        return pl.Series([draw(st.sampled_from(values)) for _ in range(rows)], dtype=pl.String).cast(ids)

    inns = pl.Series([f"0{n % 5 if draw(st.integers(0, 13)) == 13 else n}" for n in range(people)], dtype=pl.String)
    flags, counts, amounts = (pl.Boolean, [True, False, None]), (pl.Int64, [0, 1, 7]), (pl.Int64, [20, 80, 10**17])
    final = (pl.String, ["final producer", "Поставщик", "FINAL_PRODUCER ", "инфраструктура"])
    homes = names(people)
    rows = [draw(st.integers(0, people - 1)) for _ in range(bought)] if people else []
    return {
        "clusters": pl.DataFrame({
            "cluster_id": pl.Series([str(n) for n in range(size)], dtype=pl.String).cast(ids),
            "reporting_year": cells(_COUNTS, (pl.Int32, [2020]), size),
            "regional_productivity_rub": cells(_AMOUNTS, (pl.Int64, [20, None]), size),
        }),
        "participants": pl.DataFrame({
            "cluster_id": homes,
            "inn": inns,
            "role": cells(_column((pl.String, ["boss", None])), final, people),
            "special_territory": cells(_FLAGS, flags, people),
            "employees": cells(_COUNTS, counts, people),
            "high_performance_jobs": cells(_COUNTS, counts, people),
            "revenue_rub": cells(_AMOUNTS, amounts, people),
            "joined_on": cells(_JOINED, (pl.Date, [date(2018, 6, 24), None]), people),
            "newcomer": cells(_FLAGS, flags, people),
        }),
        "purchases": pl.DataFrame({
            "cluster_id": homes.gather(rows) if rows else names(0),
            "buyer": inns.gather(rows) if rows else pl.Series([], dtype=pl.String),
            "seller": cells(_column((pl.Null, [None])), (pl.String, [*inns.to_list(), "99", None]), len(rows)),
            "amount_rub": cells(_AMOUNTS, amounts, len(rows)),
            "year": cells(_COUNTS, (pl.Int16, [2020, 2020, 2019]), len(rows)),
            "for_the_final_product": cells(_FLAGS, flags, len(rows)),
        }),
    }  # fmt: skip


def read(folder: Path, engine: Engine, on: date) -> tuple[tuple[Problem, ...], list[tuple[Any, ...]], Any]:
    tables, problems, _ = read_parquet(folder, engine)
    frame = None if tables is None else judged(tables, on)
    return problems, [] if frame is None else frame.rows(), None if frame is None else frame.schema


def both(tables: dict[str, pl.DataFrame], on: date = date(2021, 12, 10)) -> tuple[Problem, ...]:
    """What both say; the folder's name would be a pattern to whoever looks for files by patterns."""
    with TemporaryDirectory(prefix="[a]*?") as folder:
        for name, table in tables.items():
            table.write_parquet(Path(folder) / f"{name}.parquet")
        polars, duckdb = (read(Path(folder), engine, on) for engine in (Polars(), DuckDB()))
    assert duckdb == polars
    return polars[0]


@settings(FEW, max_examples=100 if WHOLE else 4)
@given(folders(), DAYS)
def test_folders_are_read_and_judged_alike(tables: dict[str, pl.DataFrame], on: date) -> None:
    both(tables, on)


# --- columns of INNs ----------------------------------------------------------------------------------------------
_PLAIN = ["0107083893", "010708389012", "7700000000"]
_ROUGH = [
    "107083893", "10708389012", "0107083893.0", " 01 0708 3893\u00a0", "107083893.0\u2009", "0107083893\u200b",
    "'0107083893", "0107083893.50", "1e9", "12.0 0", "1. 0", "0000000000", "000000000000", "1", "nan", "", " ", "\n",
    "1234567890123",
]  # fmt: skip
_INNS = st.one_of(
    st.tuples(st.just(pl.String), st.lists(st.sampled_from([*_PLAIN, None]), max_size=6)),
    st.tuples(st.just(pl.String), st.lists(st.sampled_from([*_PLAIN, *_ROUGH, None]), max_size=6)),
    st.tuples(
        st.sampled_from([pl.Int64, pl.UInt64, pl.Float64, pl.Decimal(12, 0)]),
        st.lists(
            st.sampled_from([0, 1, 107083893, 10708389012, 7700000000, 999999999, 10**9, 10**10, None]), max_size=6
        ),
    ),
)


def meant(cell: Any) -> str | None:
    """What one cell says, told in plain Python."""
    if cell is None:
        return None
    nothing = BLANKS + SIGNS
    text = "".join(sign for sign in str(cell).rstrip(nothing).removesuffix(".0") if sign not in nothing)
    if not (text.isascii() and text.isdigit()):
        return text
    return text.zfill(10) if len(text) < 10 else text.zfill(12) if len(text) == 11 else text


@settings(FEW, max_examples=40)
@given(_INNS, st.booleans())
def test_a_column_of_inns_reads_as_its_cells_do(column: tuple[Any, list[Any]], blank: bool) -> None:
    """Whether all stand as they should and nothing is to be put right, or some, or none."""
    kind, values = column
    frame = pl.DataFrame({"seller": pl.Series(values, dtype=kind)})
    wanted = [meant(value) for value in values]
    none = sum(
        bool(each) and (len(each) not in (10, 12) or not each.isdigit() or not each.strip("0")) for each in wanted
    )
    for engine in (Polars(), DuckDB()):
        sheet = Sheet("Закупки", engine, engine.load(frame), [])
        sheet.inn("seller", "seller", "Поставщик", blank=blank)
        sheet.answer()
        assert engine.collect(sheet.clean().sort(ROW))["seller"].to_list() == wanted
        assert [note.params["many"] for note in sheet.notes] == ([none] if blank and none else [])
        asked = [] if blank else [n for n, each in enumerate(wanted, 1) if not each]
        assert [(each.code, each.row) for each in sheet.problems] == [("value.required", n) for n in asked]


GOOD = {
    "clusters": {"cluster_id": [1, 2], "reporting_year": [2020, 2020]},
    "participants": {
        "cluster_id": [1, 1, 2], "inn": ["01", "02", "03"], "role": ["final producer", "supplier", "supplier"],
        "special_territory": [True, None, False], "employees": [1, 2, None], "high_performance_jobs": [1, 1, 1],
        "revenue_rub": [100, 200, 300], "joined_on": ["2018-06-24", None, ""], "newcomer": [False, True, True],
    },
    "purchases": {
        "cluster_id": [1, 1], "buyer": ["01", "01"], "seller": ["02", None], "amount_rub": [20, 80],
        "year": [2020, 2020], "for_the_final_product": [None, True],
    },
}  # fmt: skip


Spoiled = tuple[str, str, Any, str | None]
SPOILED: list[Spoiled] = [
    ("participants", "employees", [1.0, float("nan"), None], None),
    ("participants", "employees", [1.0, float("inf"), None], "number.invalid"),
    ("participants", "employees", ["1", "2", "3"], "number.invalid"),
    ("participants", "employees", pl.Series([None] * 3, dtype=pl.Null), None),
    ("participants", "employees", pl.Series([1, 2, 2**64 - 1], dtype=pl.UInt64), "number.invalid"),
    ("participants", "employees", [Decimal(1), Decimal(2), Decimal(10**30)], "number.invalid"),
    ("participants", "employees", [Decimal(1), Decimal(2), Decimal(-(10**30))], "number.negative"),
    ("participants", "employees", pl.Series([1, 2, None], dtype=pl.Decimal(3, 0)), None),
    ("purchases", "seller", [Decimal(2), Decimal(10**30)], "number.invalid"),
    ("purchases", "seller", pl.Series([2, 2**64 - 1], dtype=pl.UInt64), "number.invalid"),
    ("participants", "joined_on", ["2019-02-29", "", None], "date.invalid"),
    ("participants", "joined_on", [1, None, None], "date.invalid"),
    ("participants", "joined_on", ["2020-02-29", "", None], None),
    ("participants", "newcomer", [" ДА ", "-", None], None),
    ("participants", "newcomer", ["yes", "perhaps", None], "choice.unknown"),
    ("participants", "role", ["конечный производитель", "Final_Producer", "поставщик"], None),
    ("participants", "inn", ["01", "01", "03"], "inn.duplicate"),
    ("participants", "cluster_id", [1, 1, 7], "reference.unknown"),
    ("participants", "cluster_id", ["1", "1", "2"], None),
    ("purchases", "amount_rub", [Decimal("-0.01"), Decimal("1.00")], "number.negative"),
    ("purchases", "amount_rub", [Decimal("0.001"), Decimal("1.000")], "number.invalid"),
    ("purchases", "amount_rub", pl.Series([10**37, 1], dtype=pl.Decimal(38, 0)), "number.invalid"),
    ("purchases", "amount_rub", pl.Series([-(10**37), 1], dtype=pl.Decimal(38, 0)), "number.negative"),
    ("purchases", "amount_rub", pl.Series([2**64 - 1, 1], dtype=pl.UInt64), None),
    ("participants", "revenue_rub", pl.Series([10**18, 1, None], dtype=pl.Decimal(38, 1)), "number.invalid"),
    ("participants", "revenue_rub", pl.Series([10**18 - 1, 1, None], dtype=pl.Decimal(38, 1)), None),
    ("participants", "revenue_rub", pl.Series([9, 1, None], dtype=pl.Decimal(3, 2)), None),
    ("clusters", "regional_productivity_rub", pl.Series([10**36, 1], dtype=pl.Decimal(38, 0)), "number.invalid"),
    ("participants", "employees", [10**9, 1, 2], "number.invalid"),
    ("participants", "employees", [1e9, 2.0**60, None], "number.invalid"),
    ("participants", "employees", [10**9 - 1, 1, 2], None),
    ("purchases", "buyer", ["01", "99"], "reference.unknown"),
    ("clusters", "cluster_id", [1, 1], "code.duplicate, reference.unknown"),
    ("clusters", "reporting_year", [2020, None], "value.required"),
]
REFERS = {"cluster_id", "inn", "buyer", "reporting_year"}  # what is wrong with one of these may be told of others


def together() -> list[list[Spoiled]]:
    """What says nothing of each other in one folder, each case of another column; `make torture` asks each alone."""
    if WHOLE:
        return [[case] for case in SPOILED]
    alone = [case for case in SPOILED if case[3] and case[1] in REFERS]
    return [*layers(case for case in SPOILED if not case[3]), *([case] for case in alone), *layers(
        case for case in SPOILED if case[3] and case[1] not in REFERS
    )]  # fmt: skip


def layers(cases: Iterable[Spoiled]) -> list[list[Spoiled]]:
    found: list[list[Spoiled]] = []
    for case in cases:
        layer = next((each for each in found if case[:2] not in {other[:2] for other in each}), None)
        if layer is None:
            found.append(layer := [])
        layer.append(case)
    return found


@pytest.mark.parametrize("cases", together())
def test_spoiled_columns(cases: list[Spoiled]) -> None:
    tables = {name: pl.DataFrame(columns) for name, columns in GOOD.items()}
    for table, column, values, _ in cases:
        tables[table] = tables[table].with_columns(pl.Series(column, values))
    told: dict[tuple[str | None, str | None], set[str]] = {}
    for problem in both(tables):
        told.setdefault((problem.sheet, problem.column), set()).add(problem.code)
    wanted = [set(code.split(", ")) for _, _, _, code in cases if code]
    if wanted and len(wanted[0]) > 1:  # of which other columns tell too
        told = {(None, None): set().union(*told.values())}
    assert sorted(map(sorted, told.values())) == sorted(map(sorted, wanted))


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (pl.Series([-25_568, 2_932_896, 7_305], dtype=pl.Int32).cast(pl.Date), ["1899", "9999+"]),
        (pl.Series([2**31 - 1, -(2**31), 47_846], dtype=pl.Int32).cast(pl.Date), ["9999+", "<1"]),
        (pl.Series([2**62, -(2**62), None]).cast(pl.Datetime("us")), ["9999+", "<1"]),
        (pl.Series([2**62, -(2**62), None]).cast(pl.Datetime("ns")), ["2116", "1823"]),
        (pl.Series([-1, 0, 631_152_000_000]).cast(pl.Datetime("ms", "UTC")), ["1969", "1970"]),
        (pl.Series([-1, 0, 631_141_200_000]).cast(pl.Datetime("ms", "Europe/Moscow")), ["1970", "1970"]),
        (pl.Series([2**62, -(2**62), None]).cast(pl.Datetime("us", "Europe/Moscow")), ["9999+", "<1"]),
        (pl.Series(["1989-12-31", "01.01.2101", "31.12.2100"]), ["1989-12-31", "01.01.2101"]),
    ],
)
def test_a_day_of_a_year_that_no_workbook_may_have_is_told(days: pl.Series, shown: list[str]) -> None:
    tables = {name: pl.DataFrame(columns) for name, columns in GOOD.items()}
    tables["participants"] = tables["participants"].with_columns(days.alias("joined_on"))
    assert [(each.code, each.row, each.value) for each in both(tables)] == [
        ("year.invalid", row, value) for row, value in enumerate(shown, 1)
    ]


UNITS, ZONES = ("ms", "us", "ns"), {"Europe/Moscow": 20200101, "America/New_York": 20191231, "UTC": 20191231}


# each unit and each zone once, or every pair of them
@pytest.mark.parametrize(
    ("unit", "zone"), list(product(UNITS, ZONES)) if WHOLE else list(zip(UNITS, ZONES, strict=True))
)
def test_the_day_of_a_moment_is_that_of_the_zone_its_column_names(unit: Any, zone: str) -> None:
    """Midnight in Moscow, written by those who live there, on every engine; elsewhere it is another day."""
    moment = pl.Series([datetime(2019, 12, 31, 21, tzinfo=UTC), None, None]).cast(pl.Datetime(unit, zone))
    tables = {name: pl.DataFrame(columns) for name, columns in GOOD.items()}
    tables["participants"] = tables["participants"].with_columns(joined_on=moment)
    with TemporaryDirectory() as folder:
        for name, table in tables.items():
            table.write_parquet(Path(folder) / f"{name}.parquet")
        for engine in (Polars(), DuckDB()):
            found, _, _ = read_parquet(Path(folder), engine)
            assert found
            rows = engine.collect(found.participants.sort(ROW))
            assert rows["joined"].to_list() == [ZONES[zone], None, None]


_ODD = [
    "_row", "_ROW", "_row_", "_SELLER", "_seller", "_Buyer", "_inn", "_INN", "SELLER", "Seller", "INN", "Cluster_ID",
    "file_row_number", "FILE_ROW_NUMBER", "_value", "_many", "Год", "a\"b", "#1", "JOINED_ON",
]  # fmt: skip


@settings(FEW, max_examples=100 if WHOLE else 4)
@given(st.lists(st.sampled_from(_ODD), min_size=1, max_size=6, unique=True), st.booleans(), st.sampled_from(list(GOOD)))
@example(["_SELLER"], False, "purchases")
@example(["_INN", "_row"], False, "participants")
def test_columns_that_are_not_known_change_nothing(odd: list[str], first: bool, name: str) -> None:
    """However like those that are known, or made on the way, they are spelt, and wherever they stand."""
    tables = {each: pl.DataFrame(columns) for each, columns in GOOD.items()}
    more = [pl.Series(each, ["7700000000"] * tables[name].height) for each in odd]
    tables[name] = pl.DataFrame([*more, *tables[name]] if first else [*tables[name], *more])
    assert _read_by_both(tables) == _plain()


@cache
def _plain() -> list[Any]:
    return _read_by_both({each: pl.DataFrame(columns) for each, columns in GOOD.items()})


def _read_by_both(tables: dict[str, pl.DataFrame]) -> list[Any]:
    """The clean tables of both engines, which are the same."""
    found = []
    with TemporaryDirectory(prefix="year=1990 ") as folder:
        for name, table in tables.items():
            table.write_parquet(Path(folder) / f"{name}.parquet")
        for engine in (Polars(), DuckDB()):
            clean, problems, _ = read_parquet(Path(folder), engine)
            assert not problems
            assert clean
            found.append(
                [
                    engine.collect(frame.sort(ROW)).to_dict(as_series=False)
                    for frame in (clean.clusters, clean.participants, clean.purchases)
                ]
            )
    assert found[0] == found[1]
    return found


def test_the_dearest_region_and_the_largest_firms_are_compared_exactly() -> None:
    """The largest numbers that are read multiply within 128 bits."""
    tables = {name: pl.DataFrame(columns) for name, columns in GOOD.items()}
    tables["clusters"] = tables["clusters"].with_columns(
        pl.Series("regional_productivity_rub", [10**18 - 1] * 2, dtype=pl.Decimal(38, 2))
    )
    tables["participants"] = tables["participants"].with_columns(employees=pl.Series([10**9 - 1, 10**9 - 1, 1]))
    with TemporaryDirectory() as folder:
        for name, table in tables.items():
            table.write_parquet(Path(folder) / f"{name}.parquet")
        for engine in (Polars(), DuckDB()):
            _, rows, _ = read(Path(folder), engine, date(2021, 6, 24))
            (found,) = [row for row in rows if row[:2] == (1, "cluster.productivity_above_region")]
            assert found[COLUMNS.index("outcome")] == "not_met"
            assert found[COLUMNS.index("gap")] == Decimal(10**18 - 1)


def test_many_wrong_rows_are_reported_up_to_a_number() -> None:
    people = pl.concat([pl.DataFrame(GOOD["participants"])] * 20).with_columns(pl.lit("boss").alias("role"))
    problems = both({**{name: pl.DataFrame(GOOD[name]) for name in GOOD}, "participants": people})
    assert [problem.row for problem in problems] == list(range(1, 21))


def test_a_file_of_another_kind_is_unreadable(tmp_path: Path) -> None:
    for name in GOOD:
        (tmp_path / f"{name}.parquet").write_bytes(b"PAR1 nothing of the kind")
    for engine in (Polars(), DuckDB()):
        _, problems, _ = read_parquet(tmp_path, engine)
        assert [problem.code for problem in problems] == ["file.unreadable"] * 3
