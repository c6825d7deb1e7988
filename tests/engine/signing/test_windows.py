"""Windows of signing: every day within one gives a paper that is there and not too old, the days beside it do not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.signing import SigningData, Step, When, signing_data, windows

FILING = date(2021, 11, 22)


def test_the_data_is_known_from_memory_and_every_paper_can_be_had_in_time() -> None:
    data = signing_data()
    assert data.status == "memory"
    assert len({step.key for step in data.steps}) == len(data.steps)
    assert all(step.makes < step.holds for step in data.steps if step.holds is not None)
    assert all(set(step.label) == {"ru", "en"} for step in data.steps)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-60, 60), st.integers(0, 20), st.integers(1, 40))
def test_a_day_is_right_just_when_the_paper_is_there_and_fresh(filing: date, off: int, makes: int, more: int) -> None:
    on, holds = filing - timedelta(days=off), makes + more
    step = Step("s", {}, makes, holds)
    (found,) = windows(filing, on=on, data=SigningData("memory", "", (step,)))
    there = on + timedelta(days=makes) <= filing
    fresh = (filing - on).days <= holds
    assert found.when is (When.NOW if there and fresh else When.LATE if not there else When.EARLY)


@pytest.mark.parametrize(
    ("on", "when"),
    [
        (date(2021, 10, 22), When.EARLY), (date(2021, 10, 23), When.NOW), (date(2021, 11, 8), When.NOW),
        (date(2021, 11, 9), When.LATE),
    ],
)  # fmt: skip
def test_the_certificate_of_taxes_at_its_edges(on: date, when: When) -> None:
    found = next(each for each in windows(FILING, on=on) if each.step.key == "taxes")
    assert (found.first, found.last, found.when) == (date(2021, 10, 23), date(2021, 11, 8), when)


def test_the_most_urgent_stands_first() -> None:
    found = windows(FILING, on=FILING)
    assert [each.last for each in found] == sorted(each.last for each in found)
    assert all(each.when is When.LATE for each in found)
