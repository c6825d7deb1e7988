"""Who buys what from whom, as sums: all years together, small enough for the memory of one machine."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

import narwhals as nw
import polars as pl

from .links import group_text, kopecks_of
from .read import Tables, region_codes


@dataclass(frozen=True, slots=True)
class Supply:
    """Firms are numbers, places in `inns`; sums are kopecks.

    region: ISO code or None, by firm; makes: groups, by firm. ties[buyer][seller]: known sellers at home, by group.
    apart[buyer]: bought abroad or of nobody known, by group; imported[buyer]: of it, abroad.
    bought, sold: everything of a firm.
    """

    inns: tuple[str, ...]
    region: tuple[str | None, ...]
    makes: dict[int, frozenset[str]]
    ties: dict[int, dict[int, dict[str, int]]]
    apart: dict[int, dict[str, int]]
    imported: dict[int, dict[str, int]]
    bought: dict[int, int]
    sold: dict[int, int]
    rows_read: int


def supply(tables: Tables, *, least: Decimal = Decimal(0)) -> Supply:
    """Raises one of `tables.engine.errors` when the purchases cannot be read to their end.

    `least`: ties of less money are left out of `ties`; what was bought over them stays in the sums of the firms.
    """
    rows = _sums(tables)
    homes = tables.engine.collect(tables.homes.select("inn", "region")).sort("inn")
    codes = region_codes()
    region = tuple(None if number is None else codes[number] for number in homes["region"].to_list())
    makes: dict[int, set[str]] = defaultdict(set)
    for number, firm in tables.engine.collect(tables.makers.select("group", "producer")).iter_rows():
        makes[firm].add(group_text(number, tables.level))
    ties: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    apart: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    imported: dict[int, dict[str, int]] = defaultdict(dict)
    bought: dict[int, int] = defaultdict(int)
    sold: dict[int, int] = defaultdict(int)
    for buyer, seller, number, abroad, kopecks, _ in rows.iter_rows():
        group = group_text(number, tables.level)
        bought[buyer] += kopecks
        if abroad or seller is None or seller == buyer:
            apart[buyer][group] += kopecks
            if abroad:
                imported[buyer][group] = imported[buyer].get(group, 0) + kopecks
        else:
            sold[seller] += kopecks
            ties[buyer][seller][group] = kopecks
    dear = {
        buyer: {seller: groups for seller, groups in sellers.items() if sum(groups.values()) >= kopecks_of(least)}
        for buyer, sellers in ties.items()
    }
    frozen = {firm: frozenset(groups) for firm, groups in makes.items()}
    read = int(rows["rows"].sum())
    return Supply(tuple(tables.inns.to_list()), region, frozen, dear, dict(apart), dict(imported), dict(bought),
                  dict(sold), read)  # fmt: skip


def _sums(tables: Tables) -> pl.DataFrame:
    """Readable purchases of known firms, by buyer, seller, group and whether they are imported."""
    buyers = tables.homes.select(buyer="inn", firm="firm")
    sellers = tables.homes.select(seller="inn", source="firm")
    usable = tables.purchases.filter(~nw.col("unreadable"), ~nw.col("group").is_null())
    rows = usable.join(buyers, on="buyer", how="inner").join(sellers, on="seller", how="left")
    sums = (
        rows.select("firm", "source", "group", "imported", "kopecks", rows=nw.lit(1))
        .group_by("firm", "source", "group", "imported")
        .agg(nw.col("kopecks").cast(tables.engine.wide).sum(), nw.col("rows").sum())
    )
    return tables.engine.collect(sums).sort("firm", "source", "group", "imported")
