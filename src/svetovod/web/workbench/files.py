"""An answer to take away: the same rows, the same names of columns."""

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from svetovod.web.common import sheets

from . import bridge

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(found: bridge.Answer) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet opens it; nothing typed by strangers is a formula."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(column.name) for column in found.columns])
    writer.writerows([_guarded(value) for value in row] for row in found.rows)
    return out.getvalue().encode()


def as_json(found: bridge.Answer) -> bytes:
    """Exact numbers as text, so that no kopeck is lost."""
    names = [column.name for column in found.columns]
    content = {
        "schema": 1, "columns": [{"name": column.name, "kind": column.kind} for column in found.columns],
        "count": len(found.rows), "more": found.more,
        "items": [dict(zip(names, map(_plain, row), strict=True)) for row in found.rows],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def as_xlsx(found: bridge.Answer) -> bytes:
    return sheets.workbook([("answer", [column.name for column in found.columns], found.rows)])


WRITERS: dict[str, tuple[str, Callable[[bridge.Answer], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv), "xlsx": (_XLSX, as_xlsx), "json": ("application/json", as_json),
    "parquet": ("application/vnd.apache.parquet", bridge.parquet),
}  # fmt: skip


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _guarded(value: Any) -> str:
    said = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(sheets.FORMULA) else said
