"""Reasons are true, the order is the same every time, and nobody's figures but the reader's are said."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.matching import Enterprise, Kind, Opinion, Own, Product, propose
from svetovod.engine.matching.propose import depth_of
from svetovod.engine.reference import okved_links, regions

CABLE = Enterprise(2, "RU-MO", makes=("27.32.13.110",), buys=("27.31.12",))
METAL = Enterprise(3, "RU-TA", makes=("24.44.23",))
BAKERY = Enterprise(4, "RU-KDA", makes=("10.71.11",))
CODES = st.sampled_from(["27.31.12", "27.32.13", "27.32.13.110", "27.3", "24.44.23", "22.21.29", "10.71.11"])


def own(**shown: object) -> Own:
    bought = (Product("27.32.13", Decimal(48_000_000), abroad=True),)
    return Own(Enterprise(1, "RU-MO", **{"makes": ("27.31.12",), "buys": ("27.32.13",), **shown}), bought)  # type: ignore[arg-type]


def test_what_is_bought_abroad_comes_first_with_the_readers_own_sum() -> None:
    first, second = propose(own(), [METAL, BAKERY, CABLE])
    assert (first.key, second.key) == (2, 3)
    buy, supply, region = first.reasons
    assert (buy.kind, buy.mine, buy.theirs, buy.amount, buy.abroad) == (
        Kind.BUY, "27.32.13", "27.32.13.110", Decimal(48_000_000), True,
    )  # fmt: skip
    assert (supply.kind, supply.mine, supply.amount) == (Kind.SUPPLY, "27.31.12", None)
    assert region.kind is Kind.REGION
    # no code in common: the statistics of branches alone speak
    assert second.reasons[0].kind is Kind.BRANCH


def test_how_far_it_is_is_said() -> None:
    """Saransk to Kazan is some 300 km in a straight line; within a region nothing is said."""
    found = {each.key: each.distance for each in propose(own(), [METAL, CABLE])}
    assert found == {METAL.key: pytest.approx(300, abs=20), CABLE.key: None}
    assert regions.distance("RU-MO", "XX") is None
    assert regions.distance("RU-MOW", "RU-SPE") == pytest.approx(635, abs=10)
    known = {each.iso for each in regions.all()}
    assert all(regions.distance("RU-MOW", iso) is not None for iso in known)
    assert max(regions.distance("RU-KGD", iso) or 0 for iso in known) == pytest.approx(6_700, rel=0.15)


def test_words_in_any_form_are_found() -> None:
    reader = own(words="ищем вытяжку оптического волокна")
    other = Enterprise(5, words="волокно оптическое, испытания")
    (found,) = propose(reader, [other])
    assert found.reasons[0].words == ("волокна", "оптического")
    # the name of what the other makes counts as its words, and words that stand everywhere do not
    (named,) = propose(
        own(words="ищем подшипник, прочие изделия", makes=(), buys=()), [Enterprise(6, makes=("28.15.10",))]
    )
    assert named.reasons[0].words == ("подшипник",)


@pytest.mark.parametrize(
    ("one", "other", "depth"),
    [("27.32.13", "27.32.13.110", 5), ("27.32.13", "27.32.11", 4), ("27.3", "27.32.13", 2), ("27.31", "27.32", 2),
     ("27", "28", 0)],
)  # fmt: skip
def test_codes_agree_part_by_part(one: str, other: str, depth: int) -> None:
    assert depth_of(one, other) == depth_of(other, one) == depth


def test_opinions_change_the_order() -> None:
    likes = [Enterprise(number, makes=("27.32.13",)) for number in (5, 6, 7)]
    assert [each.key for each in propose(own(), likes)] == [5, 6, 7]
    refused = propose(own(), likes, opinions=[Opinion(5, useful=False)])
    assert [each.key for each in refused] == [6, 7, 5]
    pushed = propose(own(), [*likes, CABLE], opinions=[Opinion(6, useful=True)])
    assert pushed[0].score > propose(own(), [*likes, CABLE])[0].score


@settings(max_examples=100, deadline=None)
@given(made=st.lists(st.lists(CODES, max_size=3), min_size=1, max_size=6), amount=st.integers(1, 10**9))
def test_the_order_of_the_others_and_their_sums_matter_to_nobody(made: list[list[str]], amount: int) -> None:
    others = [Enterprise(10 + place, makes=tuple(codes), buys=tuple(codes)) for place, codes in enumerate(made)]
    found = propose(own(), others)
    assert found == propose(own(), others[::-1])
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    sums = {reason.amount for each in found for reason in each.reasons} - {None}
    assert sums <= {Decimal(48_000_000)}
    assert all(reason.points > 0 for each in found for reason in each.reasons)


def test_branches_of_the_source() -> None:
    assert okved_links.branch("24.44.23") == "24.4"
    assert okved_links.branch("27.31.12") == "27"
    assert okved_links.branch("00.1") is None
    assert okved_links.share("24.4", "27") == okved_links.share("27", "24.4") > 0.1
    assert okved_links.share("27", "00") == 0
