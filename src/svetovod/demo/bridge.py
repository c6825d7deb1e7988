"""The scene's only door to the engine: workbooks of clusters in the likeness of the examples."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from svetovod.engine.figures import Bought, Figures, Sold
from svetovod.engine.model import Cluster, Participant, Purchase
from svetovod.engine.model.money import KOPECK
from svetovod.engine.workbooks import read_cluster
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.engine.workbooks.write import write_cluster

_COUNTRY, _SEED, _FIRST = 6000, 20210624, 5_000_000  # numbers that the scene's own enterprises do not have
_HOME, _LARGE = "RU-MO", "RU-SVE"
EXAMPLES = Path(__file__).parent / "workbooks"


def example(name: str) -> Path:
    return EXAMPLES / f"cluster-{name}.xlsx"


def likeness(name: str, *, title: str, regions: Sequence[str], first: int, trades: Sequence[str]) -> BytesIO:
    """The example `name` as a workbook of other invented enterprises: numbers from `first`, names from `trades`.

    They sit in `regions` in turn.
    """
    source = read_cluster(example(name)).value
    if source is None:
        raise ValueError(f"the example {name} does not read")
    inns = {person.inn: invented_inn(first + place) for place, person in enumerate(source.participants)}
    people = tuple(
        replace(
            person,
            inn=inns[person.inn],
            region=regions[place % len(regions)],
            name=f"{trades[place % len(trades)]} {first + place}",
        )
        for place, person in enumerate(source.participants)
    )
    purchases = tuple(_renamed(row, inns) for row in source.purchases)
    return BytesIO(write_cluster(_titled(source, title, tuple(regions), people, purchases), "ru"))


def _renamed(row: Purchase, inns: dict[str, str]) -> Purchase:
    seller = inns.get(row.seller, row.seller) if row.seller else None
    return replace(row, buyer=inns[row.buyer], seller=seller)


def _titled(
    source: Cluster,
    title: str,
    regions: tuple[str, ...],
    people: tuple[Participant, ...],
    purchases: tuple[Purchase, ...],
) -> Cluster:
    return replace(source, name=title, regions=regions, participants=people, purchases=purchases)


def figures_of(content: Mapping[str, Any], inn: str, year: int, share: Decimal = Decimal(1)) -> Figures:
    """What a participant of a sheet would answer; of its sales it remembers `share`."""
    person = next(row for row in content["participants"] if row["inn"] == inn)
    revenue, joined = person["revenue"], person["joined_on"]
    rows = [(row, Decimal(row["amount"])) for row in content["purchases"] if row["year"] == year]
    return Figures(
        employees=person["employees"],
        high_performance_jobs=person["high_performance_jobs"],
        revenue=Decimal(revenue) if revenue else None,
        joined_on=date.fromisoformat(joined) if joined else None,
        special_territory=person["special_territory"],
        purchases=tuple(
            Bought(row["seller"], row["okpd2"], amount, year, row["for_final_product"])
            for row, amount in rows
            if row["buyer"] == inn
        ),
        sales=tuple(
            Sold(row["buyer"], row["okpd2"], (amount * share).quantize(KOPECK), year)
            for row, amount in rows
            if row["seller"] == inn
        ),
    )


def country(own: Sequence[tuple[str, str, str]]) -> tuple[bytes, bytes]:
    """Firms and purchases of an invented country as Parquet, with `own` firms of the scene (INN, region, code) in it.

    The region of the scene changes places with a large one, so that its pages have something to show.
    """
    import polars as pl

    from svetovod.engine.economy import economy

    made = economy(_COUNTRY, seed=_SEED, first=_FIRST)
    places = {_HOME: _LARGE, _LARGE: _HOME}
    firms = pl.concat([
        made.firms.with_columns(pl.col("region").replace(places)),
        pl.DataFrame(own, schema=made.firms.schema, orient="row"),
    ])  # fmt: skip
    return _parquet(firms), _parquet(made.purchases)


def _parquet(table: Any) -> bytes:
    out = BytesIO()
    table.write_parquet(out)
    return out.getvalue()


__all__ = ["country", "example", "figures_of", "invented_inn", "likeness"]
