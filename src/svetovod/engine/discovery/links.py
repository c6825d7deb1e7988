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


# where a purchase makes no link, in the place of its buyer's number
_LEFT_OUT = {-number: name for number, name in enumerate(Skipped.__slots__, start=1)}
_AT_HOME = -len(_LEFT_OUT) - 1


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
    left = {reason: nw.when(nw.col("buyer") == number).then(nw.col("rows")) for number, reason in _LEFT_OUT.items()}
    counts = tables.engine.collect(
        sums.select(nw.col("rows").sum(), **{name: each.sum() for name, each in left.items()})
    )
    rows, *skipped = (int(count or 0) for count in counts.row(0))
    homes = tables.homes.select(buyer="firm", region="region")
    dear = sums.filter(nw.col("buyer") >= 0, nw.col("amount") >= kopecks_of(least)).join(homes, on="buyer")
    pairs = dear.join(tables.makers, on=["region", "group"]).filter(nw.col("producer") != nw.col("buyer"))
    found = _readable(tables, tables.engine.collect(pairs.select("buyer", "producer", "group", "amount", "imported")))
    total = Decimal(str(found["amount"].sum() or "0.00"))
    return Found(found, total, rows, Skipped(*skipped))


def kopecks_of(least: Decimal) -> int:
    """The smallest whole number of kopecks that is not below."""
    return -int(-least * 100 // 1)


def _sums(tables: Tables) -> Frame:
    """Per buyer and group, of what makes links. Most purchases of a country make none: those left out are one row for
    each reason, under its number instead of a buyer's, and all others one more, so that what is kept stays small.

    Summed under one whole number, the firm's with the group's behind it: two columns cost nearly twice as much.
    """
    buyers = tables.homes.select(buyer="inn", firm="firm", region="region")
    sellers = tables.homes.select(seller="inn", theirs="region")
    rows = tables.purchases.join(buyers, on="buyer", how="left").join(sellers, on="seller", how="left")
    broken, imported = nw.col("unreadable"), nw.col("imported").fill_null(value=False)
    stranger = ~broken & nw.col("region").is_null()
    short = ~broken & ~stranger & nw.col("group").is_null()
    usable = ~broken & ~stranger & ~short
    nobody = usable & ~imported & nw.col("theirs").is_null()
    outside = usable & (imported | (nw.col("theirs") != nw.col("region")).fill_null(value=False))
    reason = nw.lit(_AT_HOME)
    for number, applies in zip(_LEFT_OUT, (broken, stranger, short, nobody), strict=True):
        reason = nw.when(applies).then(nw.lit(number)).otherwise(reason)
    kopecks, wide, groups = nw.col("kopecks"), tables.engine.wide, 10**tables.level
    key, ours = nw.col("key"), nw.col("key") >= 0
    return (
        rows.select(
            key=nw.when(outside).then(nw.col("firm") * groups + nw.col("group")).otherwise(reason).cast(nw.Int64),
            amount=nw.when(outside).then(kopecks).otherwise(nw.lit(0)),
            imported=nw.when(outside & imported).then(kopecks).otherwise(nw.lit(0)),
        )
        .group_by("key")
        .agg(nw.len().alias("rows"), *(nw.col(name).cast(wide).sum() for name in ("amount", "imported")))
        .with_columns(
            buyer=nw.when(ours).then(key // groups).otherwise(key).cast(nw.Int64),
            group=nw.when(ours).then(key % groups).cast(nw.Int32),
        )
    )


def _readable(tables: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    """Sorted by numbers that stand for INNs in their order, then by name."""
    ordered = pairs.sort(["amount", "buyer", "producer", "group"], descending=[True, False, False, False])
    # a country has millions of links and some thousands of groups
    names = {number: group_text(number, tables.level) for number in ordered["group"].unique().to_list()}
    return ordered.select(
        buyer_inn=tables.inns.gather(ordered["buyer"]),
        producer_inn=tables.inns.gather(ordered["producer"]),
        group=pl.col("group").replace_strict(names, return_dtype=pl.String).cast(pl.String),  # of no rows as well
        amount=_rubles("amount"),
        imported_amount=_rubles("imported"),
    )


def group_text(number: int, level: int) -> str:
    """`2731` is `27.31`."""
    digits = str(number).zfill(level)
    return ".".join(digits[at : at + 2] for at in range(0, level, 2))


def _rubles(column: str) -> pl.Expr:
    return pl.col(column).cast(_MONEY) * pl.lit(Decimal("0.01"), _MONEY)
