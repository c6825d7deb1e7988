"""Two files, CSV or Parquet, to clean tables; a file that cannot be used is a Problem, a row that cannot is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from svetovod.engine.frames import Engine, Frame, Polars, cells
from svetovod.engine.model import Problem
from svetovod.engine.reference import regions
from svetovod.engine.unseen import seen

FIRMS, PURCHASES = "Предприятия", "Закупки"
LEVELS = (2, 4, 6)  # digits of OKPD2: class, group, kind
_SEPARATORS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 65_536  # bytes in which the header must end
# `\d` and `$` do not mean the same to every engine
_CODE = r"^[0-9]{2}(\.[0-9]{1,3})*\z"
_PREFIX = {2: r"^[0-9]{2}", 4: r"^[0-9]{2}\.[0-9]{2}", 6: r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}"}
_OF_FIRMS = ("inn", "region", "okpd2")
_OF_PURCHASES = ("buyer_inn", "seller_inn", "okpd2", "amount", "year", "imported")


@dataclass(frozen=True, slots=True)
class Tables:
    """What `links` reads.

    inns: every firm's INN in the order of text; its place in it stands for the firm elsewhere.
    homes: inn, firm, region (a number, null where the name is not known); makers: region, group (digits as a number),
    producer (a firm), one row each. Both small beside purchases and in the memory of the engine.
    purchases: buyer, seller (text or null), group (null where the code is too short), kopecks, imported, unreadable.
    `firms_read`, `firms_unreadable` (no INN, or a code that is none), `regions_unknown`: rows of the firms' file.
    """

    engine: Engine
    level: int
    inns: pl.Series
    homes: Frame
    makers: Frame
    purchases: Frame
    firms_read: int
    firms_unreadable: int
    regions_unknown: int


def read(
    firms: Path, purchases: Path, *, level: int, engine: Engine | None = None
) -> tuple[Tables | None, tuple[Problem, ...]]:
    """Clean tables at `level` digits of OKPD2, or None and every problem of the two files. Purchases are not read yet:
    an engine reads them when it counts, and what it then raises is among `engine.errors`."""
    engine, local = engine or Polars(), Polars()
    problems: list[Problem] = []
    makers = _opened(firms, FIRMS, _OF_FIRMS, local, problems)
    bought = _opened(purchases, PURCHASES, _OF_PURCHASES, engine, problems)
    if makers is None or bought is None:
        return None, tuple(problems)
    try:
        rows = local.collect(makers.select(*_firm(level)))
    except local.errors:
        return None, (Problem("file.unreadable", FIRMS, value=firms.name, params={"kind": "table"}),)
    return _tables(rows, bought, level, engine), ()


def region_codes() -> tuple[str, ...]:
    """What the numbers of regions in `Tables` stand for."""
    return tuple(sorted(region.iso for region in regions.all()))


def _opened(path: Path, title: str, names: Sequence[str], engine: Engine, problems: list[Problem]) -> Frame | None:
    """The file's columns under the names of the format."""
    try:
        frame = _scan(path, engine)
        if frame is None:
            problems.append(Problem("file.unreadable", title, value=path.name, params={"kind": "table"}))
            return None
        found: dict[str, str] = {}
        for name in frame.collect_schema().names():
            found.setdefault(
                seen(name).strip().lower(), name
            )  # of two alike the first, which keeps its name everywhere
    except FileNotFoundError:
        problems.append(Problem("file.unreadable", title, value=path.name, params={"kind": "missing"}))
        return None
    except engine.errors:
        problems.append(Problem("file.unreadable", title, value=path.name, params={"kind": "table"}))
        return None
    missing = [name for name in names if name not in found]
    problems.extend(Problem("column.missing", title, None, name) for name in missing)
    if missing:
        return None
    kinds = frame.collect_schema()
    frame = frame.select(**{
        name: cells.inn(found[name], kinds[found[name]]) if name.endswith("inn") else nw.col(found[name])
        for name in names
    })  # fmt: skip
    numbers = [name for name in names if name.endswith("inn") and kinds[found[name]].is_numeric()]
    return frame.with_columns(cells.padded(nw.col(name)) for name in numbers) if numbers else frame


def _scan(path: Path, engine: Engine) -> Frame | None:
    """By what is in the file, not by its name: Parquet says so in its first bytes; none for text in two bytes a sign,
    whose columns would be missing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PAR1"):
        return engine.scan(path)
    if head.startswith(_UTF16) or b"\0" in head:
        return None
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    return engine.scan_text(path, max(_SEPARATORS, key=first.count))


def _firm(level: int) -> Sequence[nw.Expr]:
    code = cells.text("okpd2").value
    return (
        cells.text("inn").value.alias("inn"),
        cells.text("region").value.alias("region"),
        _group(code, level).alias("group"),
        (~code.str.contains(_CODE)).fill_null(value=False).alias("wrong"),
    )


def _group(code: nw.Expr, level: int) -> nw.Expr:
    """The digits of the code's beginning as a number; null where the code does not reach so far."""
    reaches = (code.str.contains(_CODE) & code.str.contains(_PREFIX[level])).fill_null(value=False)
    digits = nw.when(reaches).then(code.str.replace_all(".", "", literal=True)).otherwise(nw.lit("0" * level))
    return nw.when(reaches).then(digits.str.slice(0, level).cast(nw.Int32))


def _tables(rows: pl.DataFrame, bought: Frame, level: int, engine: Engine) -> Tables:
    unreadable = rows["inn"].is_null() | rows["wrong"]
    names = rows.filter(~unreadable)["region"].unique().drop_nulls().to_list()
    numbers = {iso: number for number, iso in enumerate(region_codes())}
    known = {name: numbers[iso] for name in names if (iso := regions.find(name)) is not None}
    firms = rows.filter(~unreadable).with_columns(
        pl.col("region").replace_strict(known, default=None, return_dtype=pl.Int16)
    )
    homes = firms.unique("inn", keep="first", maintain_order=True).select("inn", "region").sort("inn")
    homes = homes.with_row_index("firm").with_columns(pl.col("firm").cast(pl.Int64))
    makers = (
        firms.filter(pl.col("group").is_not_null())
        .select("inn", "group")
        .join(homes.filter(pl.col("region").is_not_null()), on="inn")
        .select("region", "group", producer="firm")
        .unique()
    )
    return Tables(
        engine=engine, level=level, inns=homes["inn"], homes=engine.load(homes), makers=engine.load(makers),
        purchases=_purchases(bought, level, engine), firms_read=rows.height, firms_unreadable=int(unreadable.sum()),
        regions_unknown=firms["region"].null_count(),
    )  # fmt: skip


def _purchases(frame: Frame, level: int, engine: Engine) -> Frame:
    kinds = frame.collect_schema()
    # trimmed once: of a country's purchases that is a part of the whole work
    texts = [name for name in kinds.names() if kinds[name] == nw.String and name != "okpd2"]
    if texts:  # narwhals refuses to add no columns
        frame = frame.with_columns(**{name: cells.text(name).value for name in texts})
    frame = engine.by_value(frame, "okpd2", partial(_coded, level=level)).drop("okpd2")
    # engines do not agree on whether an empty line is a row
    blanks = [nw.col(name).is_null() for name in kinds.names() if name != "okpd2"]
    frame = frame.filter(~nw.all_horizontal(*blanks, nw.col("no_text"), ignore_nulls=False))
    buyer, seller = (nw.col(name).cast(nw.String) for name in ("buyer_inn", "seller_inn"))
    money, year = cells.rubles("amount", kinds["amount"]), cells.year("year", kinds["year"])
    imported = cells.flag("imported", kinds["imported"], blank=False)
    wrong = buyer.is_null() | nw.col("no_code") | money.wrong | year.wrong | imported.wrong
    clean = {
        "buyer": buyer, "seller": seller, "group": nw.col("group"), "kopecks": money.value, "imported": imported.value,
        "unreadable": wrong,
    }  # fmt: skip
    return frame.select(**clean)


def _coded(table: Any, *, level: int) -> Any:
    """A table of codes with the group of each, whether it is none, and whether there is nothing at all."""
    text = nw.col("text")
    return (
        table.with_columns(text=cells.text("okpd2").value)
        .with_columns(
            group=_group(text, level), no_code=(~text.str.contains(_CODE)).fill_null(value=True), no_text=text.is_null()
        )
        .drop("text")
    )
