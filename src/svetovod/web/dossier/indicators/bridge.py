"""Between the programme and the engine's workbook of indicators."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from svetovod.engine.model import Problem
from svetovod.engine.workbooks.programme import ProgrammeValue
from svetovod.web.common import formatting

SHEET, COLUMNS = "Показатели программы", {"plan": "План", "indicator": "Показатель", "year": "Год"}
Lines = Sequence[tuple[int, ProgrammeValue]]


def write(rows: Iterable[tuple[str, str, str, Decimal | None, Decimal | None]]) -> bytes:
    """A workbook of (indicator, unit, period, plan, fact), in the reader's language."""
    from svetovod.engine.workbooks.programme import write_programme

    values = [
        ProgrammeValue(name, int(period[:4]), int(period[5:]) if period[5:] else None, plan, fact, unit)
        for name, unit, period, plan, fact in rows
    ]
    return write_programme(values, formatting.lang())


def read(upload: IO[bytes]) -> Any:
    """Values with their lines, or all that is wrong."""
    from svetovod.engine.workbooks.programme import read_programme

    return read_programme(upload)


def period_of(value: ProgrammeValue) -> str:
    return f"{value.year}H{value.half}" if value.half else str(value.year)


def fault(code: str, line: int, column: str, value: str, **params: str | int) -> Problem:
    return Problem(code, SHEET, line, COLUMNS[column], value, params)


def told(problems: Sequence[Problem]) -> list[Any]:
    """Sheet by sheet, as the page shows them."""
    from svetovod.wording.problems import by_sheet

    return by_sheet(problems, formatting.lang())
