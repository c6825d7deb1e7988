"""The `programme` workbook: plan and fact of a development programme, a row a period of an indicator."""

from .numbers import AMOUNT, YEAR
from .plan_layout import HALF
from .spec import Column, Need, Sheet
from .words import TEXT

INDICATORS = Sheet(
    "Показатели программы",
    "Indicators of the programme",
    (
        Column("indicator", "Показатель", "Indicator", TEXT, Need.REQUIRED),
        Column("unit", "Единица", "Unit", TEXT, Need.OPTIONAL, "Единица измерения"),
        Column("year", "Год", "Year", YEAR, Need.REQUIRED),
        Column(
            "half", "Полугодие", "Half-year", HALF, Need.COLUMN, "Полугодие (пусто: год)", "Half-year (blank: year)"
        ),
        Column("plan", "План", "Plan", AMOUNT, Need.COLUMN),
        Column("fact", "Факт", "Fact", AMOUNT, Need.COLUMN),
    ),
)
SHEETS = (INDICATORS,)
