"""Workbooks of enterprises to the engine and back."""

from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from svetovod.engine.model import round_half_up
from svetovod.engine.workbooks.figures import place, read_figures


def read(upload: IO[bytes]) -> Any:
    """Numbers of the workbook by cells and names, or the problems of the file."""
    return read_figures(upload)


def source(text: str) -> str:
    """A cell written in any way as `Sheet!B7`; anything else as it stands."""
    return place(text) or text.strip()


def rounded(text: str) -> Decimal:
    """A number of a model with two decimals: a spreadsheet keeps more than it shows."""
    return round_half_up(Fraction(Decimal(text)), 2)
