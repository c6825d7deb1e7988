"""Plan and fact of a programme's indicators: written, they read back; what is wrong is told by its cell."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.workbooks.programme import ProgrammeValue, read_programme, write_programme
from svetovod.wording.problems import say

VALUES = (
    ProgrammeValue("=1+1", 2021, None, Decimal("-12.5"), None, "млн ₽"),
    ProgrammeValue("=1+1", 2021, 1, Decimal("1234567890123456.78"), Decimal(0), "млн ₽"),
    ProgrammeValue("Доля", 2021, 2),
)
amounts = st.none() | st.decimals(min_value=Decimal("-1e15"), max_value=Decimal("1e15"), places=2)


def read(*values, lang="ru"):
    return read_programme(BytesIO(write_programme(values, lang)))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_round_trip(lang: str) -> None:
    assert read(*VALUES, lang=lang).value == tuple(enumerate(VALUES, start=2))


@given(plan=amounts, fact=amounts)
def test_every_amount_reads_back_exactly(plan, fact) -> None:
    value = ProgrammeValue("Выпуск", 2021, 1, plan, fact, "шт.")
    assert read(value).value == ((2, value),)


@pytest.mark.parametrize(
    ("value", "code", "reason"),
    [
        (Decimal("0.125"), "number.invalid", "hundredths"),
        (Decimal(10) ** 16, "number.invalid", "digits"),
        (Decimal(10) ** 19, "number.invalid", "large"),
    ],
)
def test_what_a_column_cannot_hold_is_told_by_its_cell(value, code, reason) -> None:
    found = read(ProgrammeValue("Выпуск", 2021, None, value))
    (error,) = found.errors
    assert (error.code, error.row, error.column, error.params["reason"]) == (code, 2, "План", reason)
    assert "{" not in say(error, "en") + say(error, "ru")


def test_all_faults_are_told_at_once() -> None:
    one = ProgrammeValue("Выпуск", 2021, 1)
    found = read(one, one, ProgrammeValue("Доля", 1900), ProgrammeValue("", 2021))
    told = [(each.code, each.row, each.column) for each in found.errors]
    assert told == [("period.duplicate", 3, "Год"), ("year.invalid", 4, "Год"), ("value.required", 5, "Показатель")]
    assert found.value is None
