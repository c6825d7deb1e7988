"""Columns that an organiser has asked for himself, beside those of the format."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .cell import Cell
from .dates import DATE
from .headers import normal
from .numbers import NUMBER
from .spec import BadCellError, Choice, Column, Form, Need, Note, Sheet, ValueType
from .words import FLAG, TEXT, choice


@dataclass(frozen=True, slots=True)
class Question:
    """`kind`: short, long, choice, several, yes_no, number or date; `options` are Russian and English names."""

    key: str
    ru: str
    en: str
    kind: str
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()


def asked(sheet: Sheet, questions: Sequence[Question]) -> Sheet:
    """The sheet with a column for each; a header that is taken already gets a number."""
    taken = {normal(name) for column in sheet.columns for name in column.names}
    columns = list(sheet.columns)
    for question in questions:
        ru, en = _free(question.ru, taken), _free(question.en or question.ru, taken)
        taken |= {normal(ru), normal(en)}
        need = Need.REQUIRED if question.required else Need.OPTIONAL
        columns.append(Column(question.key, ru, en, _type(question), need))
    return replace(sheet, columns=tuple(columns))


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while normal(free) in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _type(question: Question) -> ValueType:
    if question.kind == "choice":
        return choice(*_choices(question))
    if question.kind == "several":
        return _several(question)
    return {"yes_no": FLAG, "number": NUMBER, "date": DATE}.get(question.kind, TEXT)


def _choices(question: Question) -> tuple[Choice, ...]:
    return tuple(Choice(ru, ru, en or ru) for ru, en in question.options)


def _several(question: Question) -> ValueType:
    """Options with `;` between, none twice."""
    one = choice(*_choices(question))

    def parse(cell: Cell, note: Note) -> tuple[object, ...]:
        items = [item.strip() for item in cell.text.split(";") if item.strip()]
        if not items:
            raise BadCellError("value.required")
        return tuple(dict.fromkeys(one.parse(replace(cell, text=item), note) for item in items))

    return ValueType(Form.TEXT, parse, one.choices)


def sample(question: Question) -> object:
    """What the example of a blank answers where an answer is required."""
    if not question.required:
        return None
    if question.kind in {"choice", "several"}:
        return question.options[0][0]
    return {"yes_no": False, "number": Decimal(1), "date": date(2021, 6, 24)}.get(question.kind, "Пример")
