"""A calculation written down and read again by an outsider: nothing is lost, nothing strange is let in."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest

from svetovod.engine.model import CostItem, CostKind, JointProject
from svetovod.engine.subsidy.interchange import from_plain, to_plain

COST = CostItem(2, CostKind("equipment"), "1326000000", date(2021, 6, 1), Decimal("100.10"), None, True)
PROJECT = JointProject(
    "Светильник", "1326000000", ("1326000001",), date(2020, 7, 1), date(2024, 6, 30), Decimal("1E+6"), costs=(COST,)
)
PLAIN = to_plain(COST)


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Row:
    number: int
    name: str
    colour: Colour = Colour.RED
    parts: tuple[Decimal, ...] = ()
    since: date | None = None


def test_there_and_back() -> None:
    assert from_plain(JointProject, to_plain(PROJECT)) == PROJECT


def test_what_is_written() -> None:
    row = Row(1, "a", parts=(Decimal("1E+2"), Decimal("0.10")), since=date(2021, 6, 1))
    assert to_plain(row) == {
        "number": 1, "name": "a", "colour": "red", "parts": ["100", "0.10"], "since": "2021-06-01",
    }  # fmt: skip
    assert from_plain(Row, to_plain(row)) == row
    # a class is no object of it
    assert to_plain(Row) is Row
    # what may be left out may; nothing stays nothing
    assert from_plain(Row, {"number": 1, "name": "a", "since": None}) == Row(1, "a")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "1"}, "int is expected"),
        ({"number": True}, "int is expected"),
        ({"number": None}, "int is expected"),
        ({"name": 1}, "str is expected"),
        ({"parts": "12"}, "a list is expected"),
        ({"parts": [1]}, "numbers are text"),
        ({"parts": ["1" * 41]}, "numbers are text"),
        ({"parts": ["NaN"]}, "numbers are finite"),
        ({"parts": ["Infinity"]}, "numbers are finite"),
        ({"parts": ["1E+41"]}, "numbers are finite"),
        ({"parts": ["1E-41"]}, "numbers are finite"),
        ({"parts": ["twelve"]}, "ConversionSyntax"),
        ({"since": 20210601}, "must be str"),
        ({"unknown": 1, "zero": 2}, "'unknown'"),
    ],
)
def test_what_is_of_another_kind_is_refused_and_named(changed: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=f"not a Row: .*{said}"):
        from_plain(Row, {"number": 1, "name": "a"} | changed)


@pytest.mark.parametrize(
    ("value", "said"), [({"number": 1}, "'name'"), ({}, "'number'"), ([], "an object is expected")]
)
def test_what_is_missing_is_refused_and_named(value: object, said: str) -> None:
    with pytest.raises(ValueError, match=f"^not a Row: {said}$"):
        from_plain(Row, value)


@pytest.mark.parametrize("changed", [{"colour": "green"}, {"since": "2021-06-31"}])
def test_a_value_that_there_is_not_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"green|day"):
        from_plain(Row, {"number": 1, "name": "a"} | changed)


@pytest.mark.parametrize("text", ["1" * 40, "1E+40", "1E-40", "-0.01", "0"])
def test_numbers_at_the_edge_are_read(text: str) -> None:
    assert from_plain(Row, {"number": 1, "name": "a", "parts": [text]}).parts == (Decimal(text),)


def test_a_sum_of_a_cost_keeps_its_digits() -> None:
    assert from_plain(CostItem, PLAIN | {"amount": "100.100"}) == replace(COST, amount=Decimal("100.100"))
    assert from_plain(CostItem, PLAIN | {"amount": "100.100"}).amount.as_tuple().exponent == -3
