"""Money down the list to the kopeck: what each got, what was left at its turn and what it hung on, counted by hand."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.model import Candidate, Distribution, Quota, QuotaBy, SelectionRound
from svetovod.engine.ranking.money import Ceiling, Grant, Purse, Wish, distribute
from svetovod.engine.ranking.purse import kopecks, purse_of, wish_of
from svetovod.engine.ranking.result import Outcome

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones
WINNER, PARTIAL, RESERVE, BELOW = Outcome.WINNER, Outcome.PARTIAL, Outcome.RESERVE, Outcome.BELOW_THRESHOLD


def test_without_quotas_and_years() -> None:
    wishes = [Wish(60, 60), Wish(30, 30, passes=False), Wish(60, 20), Wish(10, 0), Wish(10, 10, passes=False)]
    assert distribute(Purse(100), wishes, strict=False) == [
        Grant(WINNER, 60, 100), Grant(BELOW, 0, 40), Grant(PARTIAL, 40, 40), Grant(RESERVE, 0, 0), Grant(BELOW, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("needed", "third"), [(41, Grant(WINNER, 40, 40)), (40, Grant(RESERVE, 0, 0)), (39, Grant(RESERVE, 0, 0))]
)
def test_the_least_that_is_taken_is_asked_to_the_kopeck(needed: int, third: Grant) -> None:
    assert distribute(Purse(100), [Wish(60, 60), Wish(50, needed), Wish(40, 40)], strict=False)[2] == third


def test_whoever_got_nothing_stops_a_strict_list_and_whoever_got_a_part_does_not() -> None:
    wishes = [Wish(60, 60), Wish(60, 50), Wish(10, 10), Wish(5, 5, passes=False)]
    assert distribute(Purse(100), wishes, strict=True) == [
        Grant(WINNER, 60, 100), Grant(RESERVE, 0, 40), Grant(RESERVE, 0, 40), Grant(BELOW, 0, 40),
    ]  # fmt: skip
    assert distribute(Purse(100), wishes, strict=False)[2] == Grant(WINNER, 10, 40)
    assert distribute(Purse(100), [Wish(30, 30, passes=False), Wish(100, 100)], strict=True)[1].outcome == WINNER


def test_a_ceiling() -> None:
    purse = Purse(100, (), (Ceiling("region", 50, 0),))
    own = {"quotas": (0,)}
    wishes = [
        Wish(40, 40, **own),
        Wish(20, 20, **own),
        Wish(20, 5, **own),
        Wish(9, 9, passes=False, **own),
        Wish(50, 1),
    ]
    assert distribute(purse, wishes, strict=False) == [
        Grant(WINNER, 40, 50, (), "quota", 0),
        Grant(RESERVE, 0, 10, (), "quota", 0),
        Grant(PARTIAL, 10, 10, (), "quota", 0),
        Grant(BELOW, 0, 0),
        Grant(WINNER, 50, 50),
    ]
    # under a strict list the ceiling closes its own quota and stops nobody else
    assert distribute(purse, [*wishes[:3], wishes[4]], strict=True) == [
        Grant(WINNER, 40, 50, (), "quota", 0),
        Grant(RESERVE, 0, 10, (), "quota", 0),
        Grant(RESERVE, 0, 10, (), "quota", 0),
        Grant(WINNER, 50, 60),
    ]


def test_equal_bounds_are_the_limits() -> None:
    purse = Purse(50, (), (Ceiling("region", 50, 0), Ceiling("region", None, 0)))
    assert distribute(purse, [Wish(60, 1, quotas=(0,))], strict=False) == [Grant(PARTIAL, 50, 50)]


def test_what_is_kept_for_others() -> None:
    purse = Purse(100, (), (Ceiling("region", None, 30), Ceiling("region", None, 0)))
    wishes = [Wish(80, 80, quotas=(1,)), Wish(30, 30, quotas=(0,)), Wish(70, 70, quotas=(1,))]
    assert distribute(purse, wishes, strict=False) == [
        Grant(RESERVE, 0, 70, (), "reserved"), Grant(WINNER, 30, 100), Grant(WINNER, 70, 70),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at_most", "at_least", "own", "left"),
    [
        (20, 30, [Wish(40, 40, quotas=(0,))], 80),  # not more than the ceiling
        (None, 30, [Wish(40, 40, quotas=(0,))], 70),
        (None, 30, [Wish(12, 12, quotas=(0,)), Wish(13, 13, quotas=(0,))], 75),  # not more than is asked for
        (50, 30, [Wish(20, 20, quotas=(0,))], 80),
        (None, 30, [Wish(40, 40, quotas=(0,), passes=False)], 100),  # and nothing for whoever gets nothing
        (None, 130, [Wish(200, 200, quotas=(0,))], 0),  # more than there is
    ],
)
def test_how_much_is_kept(at_most: int | None, at_least: int, own: list[Wish], left: int) -> None:
    purse = Purse(100, (), (Ceiling("region", at_most, at_least),))
    (first, *_) = distribute(purse, [Wish(1000, 1000), *own], strict=False)
    assert first == Grant(RESERVE, 0, left, (), "limit" if left == 100 else "reserved")


def test_quotas_of_several_dimensions_keep_money_each_for_itself() -> None:
    purse = Purse(100, (), (Ceiling("region", None, 30), Ceiling("direction", None, 40)))
    wishes = [Wish(65, 65), Wish(30, 30, quotas=(0,)), Wish(40, 40, quotas=(1,)), Wish(30, 30)]
    assert distribute(purse, wishes, strict=False) == [
        Grant(RESERVE, 0, 60, (), "reserved"),
        Grant(WINNER, 30, 60, (), "reserved"),
        Grant(WINNER, 40, 70),
        Grant(WINNER, 30, 30),
    ]


def test_a_strict_list_goes_on_for_whom_money_of_their_own_is_kept() -> None:
    purse = Purse(100, (), (Ceiling("region", None, 30),))
    own = {"quotas": (0,)}
    wishes = [Wish(90, 90), Wish(30, 30, **own), Wish(5, 5, **own), Wish(5, 5)]
    assert distribute(purse, wishes, strict=True) == [
        Grant(RESERVE, 0, 70, (), "reserved"), Grant(WINNER, 30, 100), Grant(RESERVE, 0, 70), Grant(RESERVE, 0, 70),
    ]  # fmt: skip
    # whoever the limit stops closes the quotas it is in, too
    over = [Wish(120, 120, **own), Wish(30, 30, **own), Wish(5, 5)]
    assert distribute(purse, over, strict=True) == [
        Grant(RESERVE, 0, 100),
        Grant(RESERVE, 0, 100),
        Grant(RESERVE, 0, 70, (), "reserved"),
    ]


def test_years() -> None:
    wishes = [
        Wish(50, 50), Wish(40, 10, by_year=(40, 0)), Wish(20, 20, by_year=(0, 20)), Wish(40, 40), Wish(30, 20),
        Wish(5, 5, passes=False), Wish(1, 0),
    ]  # fmt: skip
    assert distribute(Purse(100, (60, 40)), wishes, strict=False) == [
        Grant(WINNER, 50, 100, (50, 0)),
        Grant(PARTIAL, 10, 10, (10, 0), "year"),
        Grant(WINNER, 20, 40, (0, 20)),
        Grant(RESERVE, 0, 20),
        Grant(PARTIAL, 20, 20, (0, 20)),
        Grant(BELOW, 0, 0),
        Grant(RESERVE, 0, 0),
    ]


def test_the_first_years_are_spent_first() -> None:
    purse = Purse(100, (30, 30, 40))
    assert [g.by_year for g in distribute(purse, [Wish(50, 50), Wish(50, 50)], strict=False)] == [
        (30, 20, 0),
        (0, 10, 40),
    ]


def test_a_ceiling_holds_whatever_is_asked_of_the_years() -> None:
    purse = Purse(100, (60, 40), (Ceiling("region", 10, 0),))
    assert distribute(purse, [Wish(40, 5, by_year=(30, 10), quotas=(0,)), Wish(90, 90)], strict=False) == [
        Grant(PARTIAL, 10, 10, (10, 0), "quota", 0), Grant(WINNER, 90, 90, (50, 40)),
    ]  # fmt: skip


def test_a_year_that_is_spent_stops_a_strict_list() -> None:
    wishes = [Wish(60, 60, by_year=(60, 0)), Wish(10, 10, by_year=(10, 0)), Wish(10, 10, by_year=(0, 10))]
    assert distribute(Purse(100, (60, 40)), wishes, strict=True) == [
        Grant(WINNER, 60, 100, (60, 0)), Grant(RESERVE, 0, 0, (), "year"), Grant(RESERVE, 0, 40),
    ]  # fmt: skip


def project(**more: object) -> Candidate:
    return Candidate("P", "P", Decimal(100), T0, True, **more)  # type: ignore[arg-type]


def a_round(limit: int = 100, **more: object) -> SelectionRound:
    return SelectionRound(Decimal(limit), (), (), (), **more)  # type: ignore[arg-type]


def test_the_purse_is_the_round_in_kopecks() -> None:
    quotas = (
        Quota(QuotaBy.REGION, "А", at_most=Decimal("50.01")), Quota(QuotaBy.DIRECTION, "А", at_least=Decimal(7)),
    )  # fmt: skip
    years = ((2026, Decimal("60.50")), (2027, Decimal("39.50")))
    assert purse_of(a_round(quotas=quotas, years=years)) == Purse(
        10000, (6050, 3950), (Ceiling("region", 5001, 0), Ceiling("direction", None, 700))
    )
    assert purse_of(a_round()) == Purse(10000)
    shared = Distribution("proportional")
    assert purse_of(a_round(winners=1, distribution=shared)) == Purse(10000, winners=1, shared=True)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"winners": 0}, "at least one project"),
        (
            {"distribution": Distribution("proportional"), "quotas": (Quota(QuotaBy.REGION, "А"),)},
            "not divided by years",
        ),
        ({"distribution": Distribution("proportional"), "years": ((2026, Decimal(100)),)}, "not divided by years"),
    ],
)
def test_money_that_no_rule_divides_is_refused(more: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        purse_of(a_round(**more))


@pytest.mark.parametrize(
    ("more", "needed"),
    [
        ({}, 10000),
        ({"minimum": Decimal("0.01")}, 1),
        ({"minimum": Decimal(40)}, 4000),
        ({"minimum": Decimal(40), "takes_part": False}, 10000),
    ],
)
def test_what_a_project_needs(more: dict[str, object], needed: int) -> None:
    assert wish_of(a_round(), project(**more)) == Wish(10000, needed)


@pytest.mark.parametrize(
    ("way", "unsaid", "said"),
    [("strict", 10000, 4000), ("skip", 10000, 4000), ("whole", 10000, 10000), ("rest", 0, 4000),
     ("proportional", 0, 4000)],
)  # fmt: skip
def test_what_a_minimum_means_where_it_is_named_and_where_not(way: str, unsaid: int, said: int) -> None:
    round_ = a_round(distribution=Distribution(way))
    assert wish_of(round_, project()).needed == unsaid
    assert wish_of(round_, project(minimum=Decimal(40))).needed == said
    assert wish_of(round_, project(takes_part=False)).needed == 10000


def test_what_a_project_asks_of_years_and_of_which_quotas_it_is() -> None:
    years = ((2026, Decimal(60)), (2027, Decimal(40)))
    quotas = (Quota(QuotaBy.REGION, "Б"), Quota(QuotaBy.DIRECTION, "А"), Quota(QuotaBy.REGION, "А"))
    asks = project(region="А", direction="А", by_year=((2027, Decimal(100)),))
    assert wish_of(a_round(quotas=quotas, years=years), asks) == Wish(10000, 10000, by_year=(0, 10000), quotas=(1, 2))
    asks_both = project(by_year=((2026, Decimal(30)), (2027, Decimal(70))))
    assert wish_of(a_round(years=years), asks_both).by_year == (3000, 7000)
    # a round without years does not ask for them, nor has a project to say
    assert wish_of(a_round(), asks).by_year is None
    assert wish_of(a_round(years=years), project()).by_year is None


@pytest.mark.parametrize(
    "by_year",
    [
        ((2026, Decimal(99)),),  # a year of the round, another sum
        ((2028, Decimal(100)),),  # the sum, another year
        ((2026, Decimal(50)), (2028, Decimal(50))),
        ((2026, Decimal("100.01")),),
    ],
)
def test_years_that_do_not_fit_are_refused(by_year: tuple[tuple[int, Decimal], ...]) -> None:
    with pytest.raises(ValueError, match="years or sums"):
        wish_of(a_round(years=((2026, Decimal(60)), (2027, Decimal(40)))), project(by_year=by_year))


@pytest.mark.parametrize(
    ("amount", "found"),
    [("0", 0), ("0.01", 1), ("1E+2", 10000), ("12.30", 1230), ("90071992547409.93", 9007199254740993)],
)
def test_kopecks(amount: str, found: int) -> None:
    assert kopecks(Decimal(amount)) == found


def test_half_a_kopeck_is_no_money() -> None:
    with pytest.raises(ValueError, match="whole number"):
        kopecks(Decimal("1.005"))


def shares(limit: int, *asked: tuple[int, int], winners: int | None = None) -> list[tuple[int, int, str]]:
    """What each gets, the part it has in the last count, and what it hung on."""
    wishes = [Wish(requested, needed) for requested, needed in asked]
    grants = distribute(Purse(limit, winners=winners, shared=True), wishes, strict=False)
    return [(grant.amount, grant.available, grant.bound) for grant in grants]


def test_whoever_dropped_out_of_the_same_part_comes_back_where_it_fits() -> None:
    assert shares(100, (100, 100), (50, 30), (50, 0)) == [(0, 50, "limit"), (50, 50, "limit"), (50, 50, "limit")]
    assert shares(150, (100, 100), (100, 60), (100, 10)) == [(0, 50, "limit"), (75, 75, "limit"), (75, 75, "limit")]
    # also where nothing is left: the second dropped out for the sake of the first alone
    first, *others = shares(150, (100, 100), (100, 40), (100, 1), (100, 1))
    assert first[0] == 0 and [part for part, _available, _bound in others] == [50, 50, 50]
    # the part it could have had, and somebody paid who could not take what would be left
    assert shares(100, (100, 100), (1, 0)) == [(100, 100, "limit"), (0, 0, "limit")]
    # of those that lack money beside one another the last drops out, be a still lower one content with its part
    assert shares(1000, (500, 500), (500, 500), (100, 10)) == [
        (500, 500, "limit"), (0, 455, "limit"), (100, 100, "limit"),
    ]  # fmt: skip


def test_whoever_comes_back_to_the_same_part_takes_the_seat_of_a_lower_place() -> None:
    assert shares(100, (100, 100), (60, 55), (10, 0), (10, 0), winners=2) == [
        (0, 63, "limit"), (60, 60, "limit"), (10, 10, "limit"), (0, 0, "winners"),
    ]  # fmt: skip


@settings(max_examples=2000 if WHOLE else 300)
@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40), st.booleans()), max_size=7),
    st.none() | st.integers(1, 4),
)
def test_nobody_passed_over_fits_beside_those_paid(
    limit: int, asked: list[tuple[int, int, bool]], winners: int | None
) -> None:
    """Those paid and one more, of the first so many places: somebody would get less than it takes."""
    purse = Purse(limit, winners=winners, shared=True)
    wishes = [Wish(requested, min(needed, requested), passes) for requested, needed, passes in asked]
    grants = distribute(purse, wishes, strict=False)
    paid = [n for n, grant in enumerate(grants) if grant.amount]
    total = sum(wishes[n].requested for n in paid)
    assert sum(grants[n].amount for n in paid) == min(limit, total)
    assert all(grants[n].amount >= min(wishes[n].needed, wishes[n].requested) for n in paid)
    for n, wish in enumerate(wishes):
        if n in paid or not wish.passes:
            continue
        those = sorted([*paid, n])[:winners]
        together = sum(wishes[each].requested for each in those)
        fits = all(
            together <= limit or limit * wishes[each].requested // together >= max(wishes[each].needed, 1)
            for each in those
        )
        assert n not in those or not fits


def test_below_the_threshold_there_is_no_part() -> None:
    wishes = [Wish(50, 0, passes=False), Wish(60, 0), Wish(60, 0)]
    assert distribute(Purse(100, shared=True), wishes, strict=False) == [
        Grant(BELOW, 0, 0), Grant(PARTIAL, 50, 50), Grant(PARTIAL, 50, 50),
    ]  # fmt: skip
    assert distribute(Purse(100, winners=1, shared=True), wishes[1:], strict=False) == [
        Grant(WINNER, 60, 60), Grant(RESERVE, 0, 0, bound="winners"),
    ]  # fmt: skip


@pytest.mark.parametrize("more", [{"years": (1,)}, {"quotas": (Ceiling("region", 1, 0),)}])
def test_the_last_kopeck_is_a_part_where_years_or_quotas_divide_the_money(more: dict[str, Any]) -> None:
    granted = distribute(Purse(1, **more), [Wish(5, 0, quotas=(0,) * ("quotas" in more)), Wish(5, 0)], strict=False)
    assert [(grant.outcome, grant.amount) for grant in granted] == [(PARTIAL, 1), (RESERVE, 0)]


def test_whoever_is_left_out_of_equal_parts_is_in_the_reserve_with_the_part_beside_those_paid() -> None:
    # 50 and 50 are too little for both: the last place drops out, and the first takes the whole
    wishes = [Wish(100, 60), Wish(100, 60)]
    assert distribute(Purse(100, shared=True), wishes, strict=False) == [
        Grant(WINNER, 100, 100), Grant(RESERVE, 0, 50),
    ]  # fmt: skip


def test_as_many_win_as_may_also_where_quotas_divide_the_money() -> None:
    purse = Purse(100, (), (Ceiling("region", 50, 0),), winners=1)
    assert distribute(purse, [Wish(30, 30), Wish(30, 30)], strict=False) == [
        Grant(WINNER, 30, 100), Grant(RESERVE, 0, 70, bound="winners"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "more", [{"years": (60, 40)}, {"quotas": (Ceiling("region", 50, 0),)}, {"shared": True}, {"winners": 1}]
)
def test_a_purse_is_plain_where_a_limit_is_all_there_is(more: dict[str, Any]) -> None:
    assert Purse(100).plain is True
    assert Purse(100, **more).plain is False


def test_a_part_takes_a_place_as_the_whole_does() -> None:
    """Behind whoever was paid in part nobody asks for nothing: the place is gone, not won."""
    granted = distribute(Purse(100, winners=1), [Wish(200, 50), Wish(0, 0)], strict=False)
    assert [(grant.outcome, grant.amount, grant.bound) for grant in granted] == [
        (PARTIAL, 100, "limit"), (RESERVE, 0, "winners"),
    ]  # fmt: skip


def test_the_last_kopeck_is_a_part() -> None:
    assert distribute(Purse(1), [Wish(5, 0)], strict=False)[0].outcome is PARTIAL
    assert distribute(Purse(0), [Wish(5, 0)], strict=False)[0].outcome is RESERVE


def test_equal_parts_of_nothing_are_nothing() -> None:
    """Nothing asked for is the whole limit: there is nothing to divide by."""
    assert distribute(Purse(0, shared=True), [Wish(0, 0)], strict=False)[0].outcome is WINNER


def test_of_equal_parts_a_kopeck_is_one_and_nothing_is_none() -> None:
    for limit, outcomes in ((1, [PARTIAL, RESERVE]), (2, [PARTIAL, PARTIAL])):
        granted = distribute(Purse(limit, shared=True), [Wish(5, 0), Wish(5, 0)], strict=False)
        assert [grant.outcome for grant in granted] == outcomes
