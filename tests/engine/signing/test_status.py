"""Windows of certificates: whatever is ordered within one proves the status, whatever is ordered outside does not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.signing import Proof, Step, fixed_date, order_window, proof

days = st.dates(date(2021, 1, 1), date(2026, 12, 31))
steps = st.builds(Step, st.just("x"), st.just({}), st.integers(0, 40), st.one_of(st.none(), st.integers(0, 60)))


@given(steps, days, st.integers(-90, 10))
def test_a_paper_dated_within_the_window_is_good(step: Step, filing: date, shift: int) -> None:
    """Day by day: dated on the day it is ordered, and there in time."""
    window, ordered = order_window(step, filing), filing + timedelta(days=shift)
    in_time = ordered + timedelta(days=step.makes) <= filing
    good = in_time and proof(step, ordered, filing) is Proof.GOOD
    assert good == (window.possible and window.first <= ordered <= window.last)


def test_worked_by_hand() -> None:
    taxes = Step("taxes", {}, makes=14, holds=30)
    assert fixed_date(date(2021, 11, 18)) == date(2021, 11, 1)
    window = order_window(taxes, date(2021, 11, 18))
    assert (window.first, window.last, window.possible) == (date(2021, 11, 1), date(2021, 11, 4), True)
    assert not order_window(taxes, date(2021, 11, 10)).possible, "filed on the 10th, it cannot be there in time"
    assert proof(taxes, date(2021, 10, 31), date(2021, 11, 18)) is Proof.BEFORE_FIXED
    assert proof(taxes, date(2021, 11, 19), date(2021, 11, 18)) is Proof.AFTER_FILING
    short = Step("x", {}, makes=1, holds=5)
    assert proof(short, date(2021, 11, 12), date(2021, 11, 18)) is Proof.TOO_OLD
