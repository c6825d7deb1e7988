"""Links found by tables against an independent count in plain Python, on every engine and from every kind of file."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svetovod.engine.discovery import COLUMNS, LEVELS, Found, Skipped, links, read
from svetovod.engine.frames import ENGINES, Engine, Polars, engine_called
from svetovod.engine.frames.cells import BLANKS

ENGINE = {name: engine_called(name) for name in ENGINES}
INNS = ("0100000001", "0100000002", "100000002", "500100732259", "7707083893")
REGIONS = {"Мордовия": "MO", "Республика Мордовия": "MO", "RU-MO": "MO", "Москва": "MOW", "Нигдея": None, "": None}
CODES = ("27.31", "27.31.12", "27.31.12.120", "27.32.13", "27.3", "27", "26.30", "", "кабель")


class Firm(NamedTuple):
    inn: str
    region: str
    okpd2: str


class Bought(NamedTuple):
    buyer_inn: str
    seller_inn: str
    okpd2: str
    amount: str
    year: str
    imported: str


firms = st.lists(
    st.builds(Firm, st.sampled_from((*INNS, "")), st.sampled_from(tuple(REGIONS)), st.sampled_from(CODES)), max_size=12
)
money = st.sampled_from(("0", "0.01", "1 000,50", "12.5", "99999999999.99", "-1", "1.234", "", "много"))
purchases = st.lists(
    st.builds(
        Bought, st.sampled_from((*INNS, "", "999")), st.sampled_from((*INNS, "", "888")), st.sampled_from(CODES), money,
        st.sampled_from(("2019", "2020", "20", "")), st.sampled_from(("true", "false", "", "Да", "нет", "может быть")),
    ),
    max_size=25,
)  # fmt: skip


def group(code: str, level: int) -> str | None:
    parts = code.split(".")
    need = level // 2
    if len(parts) < need or any(len(part) != 2 for part in parts[:need]):
        return None
    return ".".join(parts[:need])


def amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(" ", "").replace(",", "."))
    except ArithmeticError:
        return None
    return found if found >= 0 and found == round(found, 2) else None


def counted(
    made: list[Firm], bought: list[Bought], *, level: int, least: Decimal
) -> tuple[list[tuple[Any, ...]], Skipped]:
    """What the definition says, row by row."""
    usable = [firm for firm in made if firm.inn and firm.okpd2 != "кабель"]
    home: dict[str, str | None] = {}
    for firm in usable:
        home.setdefault(firm.inn, REGIONS[firm.region])
    makers = defaultdict(set)
    for firm in usable:
        if home[firm.inn] and (what := group(firm.okpd2, level)):
            makers[home[firm.inn], what].add(firm.inn)
    skipped: dict[str, int] = dict.fromkeys(Skipped.__slots__, 0)
    sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for row in bought:
        imported = {"true": True, "Да": True, "false": False, "нет": False, "": False}.get(row.imported)
        rubles, where, seller = amount(row.amount), home.get(row.buyer_inn), home.get(row.seller_inn)
        bad_code = row.okpd2 in ("", "кабель")
        if not row.buyer_inn or rubles is None or bad_code or len(row.year) != 4 or imported is None:
            skipped["unreadable"] += 1
        elif not where:
            skipped["buyer_unknown"] += 1
        elif (what := group(row.okpd2, level)) is None:
            skipped["code_too_short"] += 1
        elif not imported and not seller:
            skipped["seller_unknown"] += 1
        elif imported or seller != where:
            sums[row.buyer_inn, what][0] += rubles
            sums[row.buyer_inn, what][1] += rubles if imported else 0
    found = [
        (buyer, producer, what, total, abroad)
        for (buyer, what), (total, abroad) in sums.items()
        for producer in makers[home[buyer], what] - {buyer}
        if total >= least
    ]
    return sorted(found, key=lambda row: (-row[3], *row[:3])), Skipped(**skipped)


def saved(folder: Path, made: list[Firm], bought: list[Bought], write: Callable[[pl.DataFrame, Path], Any]) -> Path:
    write(
        pl.DataFrame(
            made, schema=list(Firm._fields), orient="row", schema_overrides=dict.fromkeys(Firm._fields, pl.String)
        ),
        folder / "firms",
    )
    write(pl.DataFrame(bought, schema=dict.fromkeys(Bought._fields, pl.String), orient="row"), folder / "purchases")
    return folder


def found_by(engine: Engine, folder: Path, *, level: int = 4, least: Decimal = Decimal(0)) -> Found:
    tables, problems = read(folder / "firms", folder / "purchases", level=level, engine=engine)
    assert tables is not None, problems
    return links(tables, least=least)


WRITERS: list[Callable[[pl.DataFrame, Path], Any]] = [
    lambda frame, path: frame.write_csv(path),
    lambda frame, path: frame.write_csv(path, separator=";", quote_style="always", include_bom=True),
    lambda frame, path: frame.write_parquet(path),
    lambda frame, path: frame.with_columns(pl.col(pl.String).replace("", None)).write_parquet(path),
]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(firms, purchases, st.sampled_from(LEVELS), st.sampled_from(WRITERS), st.sampled_from(("0", "0.01", "1000.51")))
def test_every_engine_finds_what_the_definition_says(
    made: list[Firm], bought: list[Bought], level: int, write: Callable[[pl.DataFrame, Path], Any], least: str
) -> None:
    told = [row for row in bought if any(each and each.strip(BLANKS) for each in row)]
    wanted, skipped = counted(made, told, level=level, least=Decimal(least))
    with TemporaryDirectory() as name:
        folder = saved(Path(name), made, bought, write)
        for engine in ENGINE.values():
            found = found_by(engine, folder, level=level, least=Decimal(least))
            assert found.links.columns == list(COLUMNS)
            assert found.links.rows() == wanted
            assert (found.rows_read, found.rows_skipped) == (len(told), skipped)
            assert found.amount == sum((row[3] for row in wanted), Decimal(0))


COPIED = [
    Bought(
        f"\u200b {INNS[0]}\ufeff", f"{INNS[4]}\u200e", "27.\u00ad31.12\u200b", "\u202a1\u2060 000,50\u202c",
        "2020\u200b", "\ufeffДа\u200b",
    ),
    Bought("\u200b", " \ufeff", "\u00ad", "\u200b", "\u2060", "\u200f"),
]  # fmt: skip


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("engine", ENGINE)
def test_signs_that_nobody_sees_change_nothing(
    tmp_path: Path, engine: str, write: Callable[[pl.DataFrame, Path], Any]
) -> None:
    made = [Firm(f"{INNS[0]}\u200b", "Мордо\u00adвия\ufeff", ""), Firm(INNS[1], "\u200bМордовия", "27.31\u2069")]
    found = found_by(ENGINE[engine], saved(tmp_path, made, COPIED, write))
    assert found.links.rows() == [(INNS[0], INNS[1], "27.31", Decimal("1000.50"), Decimal("1000.50"))]
    assert (found.rows_read, found.rows_skipped) == (1, Skipped(0, 0, 0, 0)), "a row of nothing else is empty"


ONE_FIRM = [Firm(INNS[0], "Мордовия", ""), Firm(INNS[1], "Мордовия", "27.31")]


@pytest.mark.parametrize(
    ("kind", "values", "total"),
    [
        (pl.Int64, [100, 0, None, -5, 10**14], "100.00"),
        (pl.UInt8, [100, 255], "355.00"),
        (pl.Decimal(20, 2), [Decimal("0.10"), Decimal("0.20"), None, Decimal("-1.00")], "0.30"),
        (pl.Decimal(20, 4), [Decimal("0.1000"), Decimal("0.1001")], "0.10"),
        (pl.Float64, [0.1, 0.2, None, float("nan"), float("inf"), -1.0, 0.005], "0.30"),
        (pl.Boolean, [True], None),
    ],
)
@pytest.mark.parametrize("engine", ENGINE)
def test_amounts_of_every_type_are_rubles(
    tmp_path: Path, engine: str, kind: Any, values: list[Any], total: str | None
) -> None:
    saved(tmp_path, ONE_FIRM, [], lambda frame, path: frame.write_parquet(path))
    rows = len(values)
    pl.DataFrame({
        "buyer_inn": [INNS[0]] * rows, "seller_inn": [None] * rows, "okpd2": ["27.31.12"] * rows,
        "amount": pl.Series(values, dtype=kind), "year": [2020] * rows, "imported": [True] * rows,
    }).write_parquet(tmp_path / "purchases")  # fmt: skip
    found = found_by(ENGINE[engine], tmp_path)
    assert found.links["amount"].to_list() == ([Decimal(total)] if total else [])


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize(
    ("firms_text", "purchases_text", "wanted"),
    [
        ("inn,okpd2\n", "buyer_inn,seller_inn,okpd2,amount,year\n", [
            ("column.missing", "Предприятия", "region"), ("column.missing", "Закупки", "imported"),
        ]),
        ("", "", [("file.unreadable", "Предприятия", None), ("file.unreadable", "Закупки", None)]),
        (None, None, [("file.unreadable", "Предприятия", None), ("file.unreadable", "Закупки", None)]),
        ("PAR1nonsense", "PAR1", [("file.unreadable", "Предприятия", None), ("file.unreadable", "Закупки", None)]),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used(
    tmp_path: Path, engine: str, firms_text: str | None, purchases_text: str | None, wanted: list[Any]
) -> None:
    for name, text in (("firms", firms_text), ("purchases", purchases_text)):
        if text is not None:
            (tmp_path / name).write_text(text)
    tables, problems = read(tmp_path / "firms", tmp_path / "purchases", level=4, engine=ENGINE[engine])
    assert tables is None
    assert [(problem.code, problem.sheet, problem.column) for problem in problems] == wanted


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize("write", [WRITERS[0], WRITERS[2]])
def test_columns_that_are_not_known_change_nothing(
    tmp_path: Path, engine: str, write: Callable[[pl.DataFrame, Path], Any]
) -> None:
    """However they are spelt; of two that the format calls alike the first is read."""
    before = [pl.lit("7").alias(name) for name in ("_row", "file_row_number", "_INN", "text")]
    after = [pl.lit("7").alias(name) for name in ("BUYER_INN", "Amount", "INN", "OKPD2", "Kopecks", "no_text", "_ROW")]
    bought = [Bought(INNS[0], "", "27.31.12", "5", "2020", "true")]
    saved(tmp_path, ONE_FIRM, bought, lambda frame, path: write(frame.select(*before, pl.all(), *after), path))
    found = found_by(ENGINE[engine], tmp_path)
    assert (found.rows_read, found.rows_skipped, found.amount) == (1, Skipped(0, 0, 0, 0), Decimal(5))
    assert found.links["amount"].to_list() == [Decimal(5)]


@pytest.mark.parametrize("engine", ENGINE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_line_is_no_row(tmp_path: Path, engine: str, end: str) -> None:
    saved(tmp_path, ONE_FIRM, [], WRITERS[0])
    bought = f"{INNS[0]},,27.31,5,2020,true"
    lines = ["buyer_inn,seller_inn,okpd2,amount,year,imported", bought, "", bought, ",,,,,", ""]
    (tmp_path / "purchases").write_bytes(end.join(lines).encode())
    found = found_by(ENGINE[engine], tmp_path)
    assert (found.rows_read, found.rows_skipped, found.amount) == (2, Skipped(0, 0, 0, 0), Decimal(10))


def test_a_firm_lives_where_its_first_row_says(tmp_path: Path) -> None:
    made = [*ONE_FIRM, Firm(INNS[1], "Москва", "26.30")]
    bought = [Bought(INNS[0], "", code, "10", "2020", "true") for code in ("27.31", "26.30")]
    found = found_by(Polars(), saved(tmp_path, made, bought, WRITERS[0]))
    assert found.links["group"].to_list() == ["26.30", "27.31"]


def test_where_the_engine_can_a_value_is_looked_at_once():
    looked: list[int] = []

    def make(table: Any) -> Any:
        if isinstance(table, nw.DataFrame):
            looked.append(len(table))
        return table.with_columns(signs=nw.col("code").str.len_chars().fill_null(0))

    codes, signs = ("27.31", None, "27", ""), (5, 0, 2, 0)
    table = pl.DataFrame({"code": codes * 1000, "n": range(4000)})
    for engine in ENGINE.values():
        made = engine.collect(engine.by_value(engine.load(table), "code", make)).sort("n")
        assert made["code"].to_list() == [*codes] * 1000 and made["signs"].to_list() == [*signs] * 1000
    assert 4 <= sum(looked) < 400  # a part of the rows at a time, of each part the four values
