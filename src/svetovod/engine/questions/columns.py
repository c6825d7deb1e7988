"""A table as Parquet: how it goes to the process, and how an answer is taken away."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from .answer import Cell, Column, Kind

_WHOLE = 2**63  # beyond it a whole number goes as text: no format keeps it as a number


def parquet(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Loads polars. Names of columns differ."""
    import polars as pl  # only where a table is made

    kinds: dict[Kind, Any] = {
        Kind.TEXT: pl.String, Kind.WHOLE: pl.Int64, Kind.MONEY: pl.Decimal(20, 2), Kind.DECIMAL: pl.Decimal(38, 4),
        Kind.NUMBER: pl.Float64, Kind.DAY: pl.Date, Kind.FLAG: pl.Boolean,
    }  # fmt: skip
    frame = {}
    for place, column in enumerate(columns):
        values, kind = [row[place] for row in rows], kinds[column.kind]
        if column.kind == Kind.WHOLE and any(isinstance(each, int) and abs(each) >= _WHOLE for each in values):
            values, kind = [None if each is None else str(each) for each in values], pl.String
        frame[column.name] = pl.Series(values, dtype=kind)
    out = BytesIO()
    pl.DataFrame(frame).write_parquet(out)
    return out.getvalue()
