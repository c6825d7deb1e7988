"""The whole economy as tables, with invented INNs in an order that says nothing."""

from decimal import Decimal

import numpy as np
import polars as pl

from svetovod.engine.reference import inn

from .branches import Branches, branches
from .firms import Firms, firms
from .model import Economy, Ints
from .trade import Trade, trade

LEAST, MOST = 200, 2_000_000  # firms
_YEAR = 2020
_MONEY = pl.Decimal(38, 2)


def economy(many: int, *, seed: int, first: int = 1) -> Economy:
    """`many` firms whose invented INNs count from `first`; the same numbers give the same tables."""
    rng = np.random.default_rng(seed)
    kinds = branches(rng)
    made = firms(many, kinds, rng)
    rows = trade(made, kinds, rng)
    inns = pl.Series("inn", inn.invented(many, first)).gather(rng.permutation(many))
    return Economy(_firms(made, kinds, inns), _purchases(rows, kinds, inns, rng), _planted(made, inns))


def _firms(made: Firms, kinds: Branches, inns: pl.Series) -> pl.DataFrame:
    names, codes = pl.Series(made.regions), pl.Series(kinds.products)
    table = {
        "inn": inns.gather(made.firm), "region": names.gather(made.region[made.firm]),
        "okpd2": codes.gather(made.product),
    }  # fmt: skip
    return pl.DataFrame(table).sort("inn", "okpd2")


def _purchases(rows: Trade, kinds: Branches, inns: pl.Series, rng: np.random.Generator) -> pl.DataFrame:
    order: Ints = rng.permutation(rows.buyer.size)
    seller = rows.seller[order]
    hundredth = pl.lit(Decimal("0.01"), _MONEY)
    return pl.DataFrame({
        "buyer_inn": inns.gather(rows.buyer[order]),
        "seller_inn": inns.gather(np.maximum(seller, 0)),
        "okpd2": pl.Series(kinds.products).gather(rows.product[order]),
        "amount": rows.kopecks[order],
        "year": np.full(order.size, _YEAR),
        "imported": rows.imported[order].astype(bool),
        "known": seller >= 0,
    }).select(
        "buyer_inn", pl.when("known").then("seller_inn"), "okpd2",
        (pl.col("amount").cast(_MONEY) * hundredth).cast(_MONEY), "year", "imported",
    )  # fmt: skip


def _planted(made: Firms, inns: pl.Series) -> pl.DataFrame:
    rows = [
        (number, each.kind.value, inns[firm], "final_producer" if firm < each.finals else "supplier")
        for number, each in enumerate(made.clusters, 1)
        for firm in range(each.first, each.last)
    ]
    return pl.DataFrame(rows, schema=["cluster", "kind", "inn", "role"], orient="row")
