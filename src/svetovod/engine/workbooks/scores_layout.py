"""The `scores` workbook: an expert's scores, a row an application and a criterion. Carried on a visit, read back."""

from .numbers import NUMBER
from .spec import Column, Need, Sheet
from .words import CODE, TEXT

SCORES = Sheet(
    "Оценки эксперта",
    "Scores of an expert",
    (
        Column("application", "Заявка", "Application", CODE, Need.REQUIRED, also=("Регистрационный номер",)),
        Column("project", "Проект", "Project", TEXT),
        Column("criterion", "Критерий", "Criterion", CODE, Need.REQUIRED),
        Column("name", "Что оценивается", "What is scored", TEXT),
        Column("maximum", "Максимум", "Maximum", NUMBER),
        Column("score", "Балл", "Score", NUMBER, Need.COLUMN),
        Column("comment", "Обоснование", "Grounds", TEXT),
    ),
)
SHEETS = (SCORES,)
