"""One table as CSV, JSON and Parquet: the same rows, the same names of columns."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from .datasets import Cell, Dataset

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
Rows = Sequence[tuple[Cell, ...]]


def written(kind: str, dataset: Dataset, rows: Rows) -> bytes:
    return {"csv": as_csv, "json": as_json, "parquet": as_parquet}[kind](dataset, rows)


def as_csv(dataset: Dataset, rows: Rows) -> bytes:
    """UTF-8 by RFC 4180; flags are true and false, days ISO. For programs: nothing is put before what looks like a
    formula, so a spreadsheet should import it as text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(dataset.names)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode()


def as_json(dataset: Dataset, rows: Rows) -> bytes:
    """Money as text, so that no kopeck is lost."""
    listed = [{name: _plain(value) for name, value in zip(dataset.names, row, strict=True)} for row in rows]
    said = {"schema": 1, "dataset": dataset.key, "count": len(listed), "items": listed}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def as_parquet(dataset: Dataset, rows: Rows) -> bytes:
    import polars as pl  # only where a table is made

    kinds: dict[str, Any] = {
        "text": pl.String, "whole": pl.Int64, "money": pl.Decimal(20, 2), "decimal": pl.Decimal(20, 2),
        "day": pl.Date, "flag": pl.Boolean,
    }  # fmt: skip
    schema = {column.name: kinds[column.kind] for column in dataset.columns}
    out = BytesIO()
    pl.DataFrame(list(rows), schema=schema, orient="row").write_parquet(out)
    return out.getvalue()


def _plain(value: Cell) -> Any:
    return str(value) if isinstance(value, (Decimal, date)) else value


def _text(value: Cell) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
