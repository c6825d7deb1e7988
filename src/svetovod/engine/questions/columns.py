"""A table as Parquet: how it goes to the process, and how an answer is taken away."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from .answer import Cell, Column, Kind

_WHOLE = 2**63  # beyond it a whole number goes as text: no format keeps it as a number
_DIGITS = 38  # the same for exact ones
_SCALE = {Kind.MONEY: 2, Kind.DECIMAL: 4}  # digits after the point, where no value has more


def parquet(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Loads polars. Names of columns differ."""
    import polars as pl  # only where a table is made

    kinds: dict[Kind, Any] = {
        Kind.TEXT: pl.String, Kind.WHOLE: pl.Int64, Kind.NUMBER: pl.Float64, Kind.DAY: pl.Date, Kind.FLAG: pl.Boolean,
    }  # fmt: skip
    frame = {}
    for place, column in enumerate(columns):
        values = [row[place] for row in rows]
        if column.kind in _SCALE:
            scale = _scale(values, _SCALE[column.kind])
            kind = pl.String if scale is None else pl.Decimal(_DIGITS, scale)
            values = [f"{each:f}" if scale is None and each is not None else each for each in values]
        else:
            kind = kinds[column.kind]
        if column.kind == Kind.WHOLE and any(isinstance(each, int) and abs(each) >= _WHOLE for each in values):
            values, kind = [None if each is None else str(each) for each in values], pl.String
        frame[column.name] = pl.Series(values, dtype=kind)
    out = BytesIO()
    pl.DataFrame(frame).write_parquet(out)
    return out.getvalue()


def _scale(values: Sequence[Cell], least: int) -> int | None:
    """Digits after the point that hold every value exactly; None where none do."""
    told = [each.as_tuple() for each in values if isinstance(each, Decimal) and each.is_finite()]
    after = max((-int(each.exponent) for each in told), default=0)
    before = max((len(each.digits) + int(each.exponent) for each in told), default=0)
    fitting = [scale for scale in (max(after, least), max(after, 0)) if max(before, 0) + scale <= _DIGITS]
    return fitting[0] if fitting else None
