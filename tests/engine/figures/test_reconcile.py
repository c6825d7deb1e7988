"""Both sides of a deal against an independent computation, and the properties a comparison must have."""

from collections import Counter
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.figures import Bought, Figures, Match, Sold, of_side, reconcile

A, B, C = "a", "b", "c"
CODES = ("27.31.12", "27.31", "22.21", "22.29.2")
PEOPLE = (A, B, C, "outside")
kopecks = st.integers(1, 5).map(lambda n: Decimal(n) / 100)
bought = st.builds(
    Bought, st.sampled_from([*PEOPLE, None]), st.sampled_from(CODES), kopecks, st.sampled_from([2019, 2020])
)
sold = st.builds(Sold, st.sampled_from(PEOPLE), st.sampled_from(CODES), kopecks, st.sampled_from([2019, 2020]))
figures = st.builds(
    lambda p, s: Figures(purchases=tuple(p), sales=tuple(s)), st.lists(bought, max_size=6), st.lists(sold, max_size=6)
)
answers = st.dictionaries(st.sampled_from([A, B, C]), figures)


def naive(given_answers: dict[str, Figures]) -> dict[tuple[str, str, str, int], tuple[Decimal | None, Decimal | None]]:
    """Sums by going over every possible key and every row again."""
    table = {}
    for buyer, seller, group, year in product((A, B, C), (A, B, C), ("27.31", "22.21", "22.29"), (2019, 2020)):
        if buyer == seller:
            continue
        buys = [
            r.amount
            for r in given_answers.get(buyer, Figures()).purchases
            if (r.seller, r.okpd2[:5], r.year) == (seller, group, year)
        ]
        sells = [
            r.amount
            for r in given_answers.get(seller, Figures()).sales
            if (r.buyer, r.okpd2[:5], r.year) == (buyer, group, year)
        ]
        if buys or sells:
            table[buyer, seller, group, year] = (sum(buys) if buys else None, sum(sells) if sells else None)
    return table


@given(answers)
def test_sums_agree_with_the_naive_computation(said: dict[str, Figures]) -> None:
    got: dict[tuple[str, str, str, int], list[Decimal | None]] = {}
    for line in reconcile(said, (A, B, C)):
        got.setdefault((line.buyer, line.seller, line.group, line.year), [None, None])[0] = line.bought
        key = (line.buyer, line.seller, line.other or line.group, line.year)
        got.setdefault(key, [None, None])[1] = line.sold
    assert {key: tuple(sums) for key, sums in got.items()} == naive(said)


@given(answers)
def test_every_line_says_what_its_sums_say(said: dict[str, Figures]) -> None:
    for line in reconcile(said, (A, B, C)):
        match line.match:
            case Match.AGREES | Match.OTHER_GROUP:
                assert line.difference == 0
                assert (line.match is Match.OTHER_GROUP) == bool(line.other)
            case Match.DIFFERS:
                assert line.difference != 0
                assert line.bought is not None
                assert line.sold is not None
            case Match.BUYER_ONLY | Match.SELLER_SILENT:
                assert line.sold is None
                assert (line.seller in said) == (line.match is Match.BUYER_ONLY)
            case Match.SELLER_ONLY | Match.BUYER_SILENT:
                assert line.bought is None
                assert (line.buyer in said) == (line.match is Match.SELLER_ONLY)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(said: dict[str, Figures], chance: object) -> None:
    turned = {
        inn: Figures(purchases=tuple(reversed(f.purchases)), sales=tuple(reversed(f.sales)))
        for inn, f in reversed(said.items())
    }
    assert reconcile(said, (A, B, C)) == reconcile(turned, (C, B, A))


@given(answers)
def test_sides_exchanged_give_the_mirror(said: dict[str, Figures]) -> None:
    """Let sellers say what buyers said and the other way round: the same kinds, turned."""
    turned = {
        inn: Figures(
            purchases=tuple(Bought(s.buyer, s.okpd2, s.amount, s.year) for s in f.sales),
            sales=tuple(Sold(p.seller, p.okpd2, p.amount, p.year) for p in f.purchases if p.seller),
        )
        for inn, f in said.items()
    }
    mirror = {
        Match.BUYER_ONLY: Match.SELLER_ONLY, Match.SELLER_ONLY: Match.BUYER_ONLY,
        Match.BUYER_SILENT: Match.SELLER_SILENT, Match.SELLER_SILENT: Match.BUYER_SILENT,
    }  # fmt: skip
    there = Counter((x.seller, x.buyer, x.year, mirror.get(x.match, x.match)) for x in reconcile(said, (A, B, C)))
    back = Counter((x.buyer, x.seller, x.year, x.match) for x in reconcile(turned, (A, B, C)))
    assert there == back


def test_a_participant_is_told_only_of_its_own_deals() -> None:
    ten, one = Decimal(10), Decimal(1)
    said = {
        A: Figures(purchases=(Bought(B, "27.31", ten, 2020), Bought(C, "27.31", one, 2020))),
        B: Figures(sales=(Sold(A, "27.31", one, 2020),)),
        C: Figures(sales=(Sold(A, "27.31", one, 2020),)),
    }
    lines = reconcile(said)
    assert [line.match for line in lines] == [Match.DIFFERS, Match.AGREES]
    assert of_side(lines, C) == []
    assert [line.difference for line in of_side(lines, B)] == [Decimal(9)]


def test_the_same_sum_under_another_group_is_one_line() -> None:
    said = {
        A: Figures(purchases=(Bought(B, "27.31.12", Decimal(7), 2020),)),
        B: Figures(sales=(Sold(A, "27.32", Decimal(7), 2020),)),
    }
    (line,) = reconcile(said)
    assert (line.match, line.group, line.other) == (Match.OTHER_GROUP, "27.31", "27.32")
