"""Links from clean tables: sums first, neighbours then, so that what is joined is small."""

from dataclasses import dataclass
from decimal import Decimal

import narwhals as nw
import polars as pl

from svetovod.engine.frames import Frame

from .read import Tables

COLUMNS = ("buyer_inn", "producer_inn", "group", "amount", "imported_amount")
_MONEY = pl.Decimal(38, 2)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows of purchases that make no link, each counted under the first that applies.

    unreadable: no buyer, or an amount, a code, a year or a mark of import that is none; buyer_unknown: the buyer, or
    the buyer's region, is not in the firms' file; code_too_short: for the level; seller_unknown: a purchase at home
    from a seller whose region is not known.
    """

    unreadable: int
    buyer_unknown: int
    code_too_short: int
    seller_unknown: int


@dataclass(frozen=True, slots=True)
class Found:
    """`links`: `COLUMNS`, rubles as decimals, dearest first, then by keys. `amount`: the sum of the column."""

    links: pl.DataFrame
    amount: Decimal
    rows_read: int
    rows_skipped: Skipped


def links(tables: Tables, *, least: Decimal = Decimal(0)) -> Found:
    """Every link of at least `least` rubles.

    A link is a buyer's product group bought abroad, whoever sold it, or from a seller known to be of another region,
    all years together, and another firm of the buyer's own region that makes that group. Raises one of
    `tables.engine.errors` when the purchases cannot be read to their end.
    """
    sums = tables.engine.settle(_sums(tables))
    counts = tables.engine.collect(sums.select(*(nw.col(name).sum() for name in ("rows", *Skipped.__slots__))))
    rows, *skipped = (int(count or 0) for count in counts.row(0))
    dear = sums.filter(nw.col("outside") > 0, nw.col("amount") >= kopecks_of(least))
    pairs = dear.join(tables.makers, on=["region", "group"]).filter(nw.col("producer") != nw.col("buyer"))
    found = _readable(tables, tables.engine.collect(pairs.select("buyer", "producer", "group", "amount", "imported")))
    total = Decimal(str(found["amount"].sum() or "0.00"))
    return Found(found, total, rows, Skipped(*skipped))


def kopecks_of(least: Decimal) -> int:
    """The smallest whole number of kopecks that is not below."""
    return -int(-least * 100 // 1)


def _sums(tables: Tables) -> Frame:
    """Per buyer and group, with the rows that were left out counted where they would have been."""
    buyers = tables.homes.select(buyer="inn", firm="firm", region="region")
    sellers = tables.homes.select(seller="inn", theirs="region")
    rows = tables.purchases.join(buyers, on="buyer", how="left").join(sellers, on="seller", how="left")
    broken, imported = nw.col("unreadable"), nw.col("imported").fill_null(value=False)
    stranger = ~broken & nw.col("region").is_null()
    short = ~broken & ~stranger & nw.col("group").is_null()
    usable = ~broken & ~stranger & ~short
    nobody = usable & ~imported & nw.col("theirs").is_null()
    outside = usable & (imported | (nw.col("theirs") != nw.col("region")).fill_null(value=False))
    kopecks = nw.col("kopecks")
    return (
        rows.select(
            "region", "group", buyer="firm", rows=nw.lit(1), unreadable=broken.cast(nw.Int64),
            buyer_unknown=stranger.cast(nw.Int64), code_too_short=short.cast(nw.Int64),
            seller_unknown=nobody.cast(nw.Int64), outside=outside.cast(nw.Int64),
            amount=nw.when(outside).then(kopecks).otherwise(nw.lit(0)),
            imported=nw.when(outside & imported).then(kopecks).otherwise(nw.lit(0)),
        )
        .group_by("buyer", "region", "group")
        .agg(
            *(nw.col(name).sum() for name in ("rows", *Skipped.__slots__, "outside")),
            *(nw.col(name).cast(tables.engine.wide).sum() for name in ("amount", "imported")),
        )
    )  # fmt: skip


def _readable(tables: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    """Sorted by numbers that stand for INNs in their order, then by name."""
    ordered = pairs.sort(["amount", "buyer", "producer", "group"], descending=[True, False, False, False])
    digits = pl.col("group").cast(pl.String).str.zfill(tables.level)
    pieces = [digits.str.slice(at, 2) for at in range(0, tables.level, 2)]
    return ordered.select(
        buyer_inn=tables.inns.gather(ordered["buyer"]),
        producer_inn=tables.inns.gather(ordered["producer"]),
        group=pl.concat_str(pieces, separator="."),
        amount=_rubles("amount"),
        imported_amount=_rubles("imported"),
    )


def _rubles(column: str) -> pl.Expr:
    return (pl.col(column).cast(pl.Decimal(38, 0)).cast(_MONEY) * pl.lit(Decimal("0.01"), _MONEY)).cast(_MONEY)
