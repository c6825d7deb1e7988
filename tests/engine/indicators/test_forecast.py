"""The forecast: what it rests on, and what must hold whatever was told."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.indicators import Course, Given, Kind, Told, derived, forecast

D = Decimal
halves = st.lists(st.tuples(st.decimals(1, 1000, places=1), st.decimals(0, 2000, places=1)), min_size=2, max_size=9)


def told(*pairs: tuple[object, object]) -> list[Told]:
    return [Told(f"20{20 + place // 2}H{place % 2 + 1}", D(str(p)), D(str(f))) for place, (p, f) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "course"),
    [
        ([], "unknown"),
        ([(10, 10)], "unknown"),
        ([(10, 10), (0, 5)], "unknown"),
        ([(10, 10), (20, 20)], "safe"),
        ([(10, 9), (20, 22), (30, 33)], "uncertain"),
        ([(10, 11), (20, 18), (30, 24)], "at_risk"),
        ([(10, 9), (20, 18)], "likely_miss"),
    ],
)
def test_course(pairs: list[tuple[int, int]], course: str) -> None:
    assert forecast(told(*pairs)).course == Course(course)


@given(halves)
def test_expected_lies_within_what_was_seen(pairs: list[tuple[Decimal, Decimal]]) -> None:
    found = forecast(told(*pairs))
    least, usual, most = found.expected(D(100)) or (0, 0, 0)
    shares = [Fraction(fact) / Fraction(plan) * 100 for plan, fact in pairs]
    assert min(shares) == least <= usual <= most == max(shares)
    below = sum(share <= usual for share in shares)
    above = sum(share >= usual for share in shares)
    assert 2 * below >= len(shares) <= 2 * above


@given(halves, st.integers(1, 1000))
def test_units_and_order_change_nothing(pairs: list[tuple[Decimal, Decimal]], times: int) -> None:
    scaled = forecast(told(*[(plan * times, fact * times) for plan, fact in reversed(pairs)]))
    found = forecast(told(*pairs))
    assert (scaled.course, scaled.usual) == (found.course, found.usual)


def test_derived_checks_name_what_does_not_hold() -> None:
    output = Given(Kind.OUTPUT, "km", {"2021H2": D(10), "2022H1": D(10)})
    inside = Given(Kind.SALES_INSIDE, "km", {"2021H2": D(4), "2022H1": D(9)})
    outside = Given(Kind.SALES_OUTSIDE, "km", {"2021H2": D(5), "2022H1": D(3)})
    assert [(c.code, c.period, c.value, c.limit) for c in derived([output, inside, outside])] == [
        ("sales", "2022H1", D(21), D(20))
    ]
    assert derived([output, Given(Kind.SALES_INSIDE, "mn", {"2021H2": D(99)})]) == []
    jobs = [Given(Kind.JOBS, "n", {"2021H2": D(5)}), Given(Kind.HIGH_PERFORMANCE_JOBS, "n", {"2021H2": D(6)})]
    share = Given(Kind.OWN_SHARE, "%", {"2021H2": D(101)})
    assert [check.code for check in derived([*jobs, share])] == ["jobs", "share"]
