"""The `schedule` and `indicators` workbooks: what a joint project promises, a row a stage and a row a half-year."""

from .cell import Cell
from .dates import DATE
from .numbers import INTEGER, NUMBER, YEAR
from .spec import BadCellError, Choice, Column, Form, Need, Note, Sheet, ValueType
from .words import INN, TEXT, choice


def parse_places(cell: Cell, note: Note) -> tuple[int, ...]:
    """Numbers of rows with `;` between."""
    items = [item.strip() for item in cell.text.split(";") if item.strip()]
    if not all(item.isascii() and item.isdigit() and len(item) <= 6 for item in items):
        raise BadCellError("number.invalid", reason="whole")
    return tuple(dict.fromkeys(int(item) for item in items))


PLACES = ValueType(Form.CODE, parse_places)
HALF = choice(Choice(1, "I полугодие", "H1", also=("1",)), Choice(2, "II полугодие", "H2", also=("2",)))

SCHEDULE = Sheet(
    "План-график",
    "Plan-schedule",
    (
        Column("number", "№", "No.", INTEGER, Need.REQUIRED),
        Column("name", "Этап", "Stage", TEXT, Need.REQUIRED),
        Column("start", "Начало", "Start", DATE, Need.REQUIRED),
        Column("end", "Окончание", "End", DATE, Need.REQUIRED),
        Column("after", "После этапов", "After stages", PLACES, Need.COLUMN, "После этапов (№ через ;)",
               "After stages (No. with ; between)", default=()),
        Column("responsible", "Ответственный", "Responsible", INN, Need.REQUIRED, "Ответственный (ИНН)",
               "Responsible (INN)"),
        Column("result", "Результат", "Result", TEXT, Need.COLUMN, "Результат этапа"),
    ),
)  # fmt: skip
INDICATORS = Sheet(
    "Показатели",
    "Indicators",
    (
        Column("indicator", "Показатель", "Indicator", TEXT, Need.REQUIRED),
        Column("unit", "Единица", "Unit", TEXT, Need.REQUIRED, "Единица измерения"),
        Column("year", "Год", "Year", YEAR, Need.REQUIRED),
        Column("half", "Полугодие", "Half-year", HALF, Need.REQUIRED),
        Column("plan", "План", "Plan", NUMBER, Need.REQUIRED),
        Column("fact", "Факт", "Fact", NUMBER, Need.COLUMN),
    ),
)
