"""A table as Parquet: how it goes to the process, and how an answer is taken away."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from .answer import Cell, Column, Kind

_WHOLE = 2**63  # beyond it a whole number goes as text: no format keeps it as a number
_DIGITS = 38  # the same for exact ones
_USUAL = {Kind.MONEY: (20, 2), Kind.DECIMAL: (_DIGITS, 4)}  # digits, and those after the point, where they are enough


def parquet(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Loads polars. Names of columns differ."""
    import polars as pl  # only where a table is made

    kinds: dict[Kind, Any] = {
        Kind.TEXT: pl.String, Kind.WHOLE: pl.Int64, Kind.NUMBER: pl.Float64, Kind.DAY: pl.Date, Kind.FLAG: pl.Boolean,
    }  # fmt: skip
    frame = {}
    for place, column in enumerate(columns):
        values = [row[place] for row in rows]
        if column.kind in _USUAL:
            digits = _digits(values, *_USUAL[column.kind])
            kind = pl.Decimal(*digits) if digits else pl.String
            values = values if digits else [None if each is None else f"{each:f}" for each in values]
        else:
            kind = kinds[column.kind]
        if column.kind == Kind.WHOLE and any(isinstance(each, int) and abs(each) >= _WHOLE for each in values):
            values, kind = [None if each is None else str(each) for each in values], pl.String
        frame[column.name] = pl.Series(values, dtype=kind)
    out = BytesIO()
    pl.DataFrame(frame).write_parquet(out)
    return out.getvalue()


def _digits(values: Sequence[Cell], usual: int, scale: int) -> tuple[int, int] | None:
    """Digits, and those after the point, that hold every value exactly; None where none do."""
    told = [each.as_tuple() for each in values if isinstance(each, Decimal)]
    after = max((-int(each.exponent) for each in told), default=0)
    before = max((len(each.digits) + int(each.exponent) for each in told), default=0)
    for digits, most in ((usual, max(after, scale)), (_DIGITS, max(after, scale)), (_DIGITS, max(after, 0))):
        if max(before, 0) + most <= digits:
            return digits, most
    return None
