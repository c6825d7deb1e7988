"""The day of readiness from the pace, against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.signing import Going, Mark, ready_by

FIRST = date(2021, 6, 1)


def marks(*pairs: tuple[int, int]) -> list[Mark]:
    return [Mark(FIRST + timedelta(days=days), left) for days, left in pairs]


@pytest.mark.parametrize(
    ("pairs", "going", "days"),
    [
        ([(0, 10), (10, 5)], "forecast", 20),
        ([(0, 10), (10, 6)], "forecast", 25),
        ([(0, 10), (10, 7)], "forecast", 34),  # 7 points at 0.3 a day are 23.3 days, so 24
        ([(0, 10), (6, 5)], "unknown", None),
        ([(0, 10)], "unknown", None),
        ([(0, 10), (9, 10)], "stalled", None),
        ([(0, 5), (9, 8)], "stalled", None),
        ([(0, 5), (3, 0)], "ready", 3),
        ([(0, 9), (7, 8), (7, 9)], "stalled", None),
    ],
)
def test_worked_by_hand(pairs: list[tuple[int, int]], going: str, days: int | None) -> None:
    found = ready_by(marks(*pairs))
    assert (found.going, found.by) == (Going(going), None if days is None else FIRST + timedelta(days=days))


@given(st.integers(7, 200), st.integers(1, 40), st.integers(1, 40))
def test_on_that_day_nothing_is_left_and_the_day_before_something_is(days: int, closed: int, left: int) -> None:
    found = ready_by(marks((0, closed + left), (days, left)))
    if found.by is None:
        assert left * days > 3650 * closed
        return
    waited = (found.by - FIRST).days - days
    assert waited * closed >= left * days > (waited - 1) * closed


@given(st.integers(7, 200), st.integers(1, 40), st.integers(1, 40), st.integers(1, 20))
def test_more_left_is_never_ready_sooner(days: int, closed: int, left: int, more: int) -> None:
    sooner = ready_by(marks((0, closed + left), (days, left))).by
    later = ready_by(marks((0, closed + left + more), (days, left + more))).by
    assert later is None or (sooner is not None and sooner <= later)


def test_nothing_known_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ready_by([])
