"""What an enterprise types: figures, or every error at its field in the words of a workbook."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from svetovod.engine.figures import ROWS, Bought, Figures, Sold, read
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.wording.problems import say

OWN, OTHER = invented_inn(1), invented_inn(2)
GOOD: dict[str, Any] = {
    "employees": "1 200", "high_performance_jobs": "700", "revenue": "310 000 000,50", "joined_on": "01.03.2019",
    "special_territory": "да",
    "purchases": [
        {"seller": OTHER, "okpd2": "27.31.12", "amount": "18 500 000,5", "year": "2020", "for_final_product": "да"},
        {"seller": "", "okpd2": "22.21", "amount": "24000000", "year": "2020", "for_final_product": "нет"},
        {"seller": " ", "okpd2": "", "amount": "", "year": "2020", "for_final_product": "да"},
    ],
    "sales": [{"buyer": OTHER, "okpd2": "27.31", "amount": "5", "year": "2019"}],
}  # fmt: skip


def faults(**changes: Any) -> list[tuple[str, int, str, str]]:
    found = read(GOOD | changes, inn=OWN, year=2020)
    assert found.figures is None
    return [(f.table, f.row, f.field, f.problem.code) for f in found.faults]


def row(**changes: str) -> dict[str, Any]:
    return {"purchases": [GOOD["purchases"][0] | changes]}


def test_good_figures_are_read_exactly_and_blank_rows_are_dropped() -> None:
    assert read(GOOD, inn=OWN, year=2020).figures == Figures(
        1200, 700, Decimal("310000000.50"), None, date(2019, 3, 1), True,
        (
            Bought(OTHER, "27.31.12", Decimal("18500000.50"), 2020, True),
            Bought(None, "22.21", Decimal("24000000.00"), 2020, False),
        ),
        (Sold(OTHER, "27.31", Decimal("5.00"), 2019),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"employees": ""}, ("", 0, "employees", "value.required")),
        ({"employees": "12,5"}, ("", 0, "employees", "number.invalid")),
        ({"revenue": "-1"}, ("", 0, "revenue", "number.negative")),
        ({"revenue": "1,234"}, ("", 0, "revenue", "number.invalid")),
        ({"joined_on": "31.02.2020"}, ("", 0, "joined_on", "date.invalid")),
        (row(seller="1234567890"), ("purchases", 0, "seller", "inn.checksum")),
        (row(seller=OWN), ("purchases", 0, "seller", "inn.own")),
        (row(okpd2=""), ("purchases", 0, "okpd2", "value.required")),
        (row(okpd2="оптический кабель"), ("purchases", 0, "okpd2", "okpd2.words")),
        (row(amount="много"), ("purchases", 0, "amount", "number.invalid")),
        (row(year="20"), ("purchases", 0, "year", "year.invalid")),
        (row(year="2021"), ("purchases", 0, "year", "year.after")),
        (
            {"sales": [{"buyer": "", "okpd2": "27", "amount": "1", "year": "2020"}]},
            ("sales", 0, "buyer", "value.required"),
        ),
    ],
)  # fmt: skip
def test_one_wrong_field_is_one_error_at_that_field(changes: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert faults(**changes) == [expected]


def test_everything_wrong_is_said_at_once() -> None:
    codes = faults(employees="x", revenue="", purchases=[{"seller": "1", "okpd2": "?", "amount": "1", "year": "0"}])
    assert len(codes) == 5


def test_a_code_the_classifier_lacks_is_noted_and_taken() -> None:
    found = read(GOOD | row(okpd2="99.99.99"), inn=OWN, year=2020)
    assert found.figures is not None
    assert [(note.field, note.problem.code) for note in found.notes] == [("okpd2", "okpd2.unknown")]


def test_more_rows_than_a_form_can_send_are_refused() -> None:
    many = {"purchases": [GOOD["purchases"][0]] * (ROWS + 1)}
    assert ("purchases", ROWS, "seller", "rows.too_many") in faults(**many)


def test_sentences_speak_of_fields_not_of_cells() -> None:
    found = read(GOOD | {"employees": "", "joined_on": "x"}, inn=OWN, year=2020)
    said = [say(fault.problem, "ru") for fault in found.faults]
    assert said == ["Значение обязательно. Заполните поле.", "«x» — не дата. Запишите ДД.ММ.ГГГГ или ГГГГ-ММ-ДД."]
