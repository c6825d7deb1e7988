"""The invented economy: the same by seed, believable by what is known of economies, with the clusters it promises."""

import polars as pl
import pytest

from svetovod.engine.economy import FILES, LEAST, Economy, Kind, economy
from svetovod.engine.reference import inn, okpd2, regions


@pytest.fixture(scope="module")
def made() -> Economy:
    return economy(4000, seed=7)


def test_the_same_numbers_give_the_same_tables(made: Economy) -> None:
    again, other = economy(4000, seed=7), economy(4000, seed=8)
    for name in FILES:
        assert getattr(made, name).equals(getattr(again, name))
        assert not getattr(made, name).equals(getattr(other, name))


def test_what_discover_reads(made: Economy) -> None:
    assert made.firms.columns == ["inn", "region", "okpd2"]
    assert made.purchases.columns == ["buyer_inn", "seller_inn", "okpd2", "amount", "year", "imported"]
    inns = made.firms["inn"].unique()
    assert inns.len() == 4000
    assert all(inn.valid(each) and each.startswith("00") for each in inns)
    assert {regions.find(each) for each in made.firms["region"].unique()} == set(made.firms["region"].unique())
    assert all(okpd2.exists(code) for code in made.firms["okpd2"].unique())
    assert made.firms.group_by("inn").agg(pl.col("region").n_unique())["region"].max() == 1
    assert set(made.purchases["seller_inn"].drop_nulls()) <= set(inns)
    assert made.purchases.filter(pl.col("buyer_inn") == pl.col("seller_inn")).is_empty()
    assert made.purchases["amount"].min() > 0  # type: ignore[operator]


def test_sellers_make_what_they_sell(made: Economy) -> None:
    sold = made.purchases.drop_nulls("seller_inn").select(inn="seller_inn", okpd2="okpd2").unique()
    assert sold.join(made.firms, on=["inn", "okpd2"], how="anti").is_empty()


def test_sizes_fall_like_zipf(made: Economy) -> None:
    spent = made.purchases.group_by("buyer_inn").agg(pl.col("amount").sum().cast(pl.Float64))["amount"].sort()
    top = spent.tail(spent.len() // 10).sum() / spent.sum()
    assert 0.5 < top < 0.95
    assert spent.median() < spent.mean() / 2  # type: ignore[operator]


def test_home_and_abroad(made: Economy) -> None:
    home = dict(made.firms.select("inn", "region").unique().iter_rows())
    known = made.purchases.drop_nulls("seller_inn")
    near = sum(home[one] == home[other] for one, other in known.select("buyer_inn", "seller_inn").iter_rows())
    assert 0.2 < near / known.height < 0.8
    assert 0.1 < made.purchases["imported"].mean() < 0.4  # type: ignore[operator]


def test_planted_clusters(made: Economy) -> None:
    assert set(made.planted["kind"]) == {kind.value for kind in Kind}
    assert made.planted["inn"].is_unique().all()
    home = dict(made.firms.select("inn", "region").unique().iter_rows())
    for number in made.planted["cluster"].unique():
        members = made.planted.filter(pl.col("cluster") == number)
        inns, kind = set(members["inn"]), members["kind"][0]
        assert len({home[each] for each in inns}) == (2 if kind == Kind.INTERREGIONAL else 1)
        assert (len(inns) < 10) == (kind == Kind.FEW)
        finals = set(members.filter(role="final_producer")["inn"])
        bought = made.purchases.filter(pl.col("buyer_inn").is_in(finals))
        inside = bought.filter(pl.col("seller_inn").is_in(inns))["amount"].sum() / bought["amount"].sum()
        assert inside > (0.1 if kind == Kind.WEAK else 0.25)


def test_the_least_economy() -> None:
    assert economy(LEAST, seed=0).firms["inn"].n_unique() == LEAST
