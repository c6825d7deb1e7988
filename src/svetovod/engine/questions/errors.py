"""DuckDB's errors as codes with a line and a column."""

import json
from dataclasses import replace
from typing import Any

from .answer import Refusal, Why

_LONGEST = 1_000
_BY_SUBTYPE = {"SYNTAX_ERROR": Why.SYNTAX, "COLUMN_NOT_FOUND": Why.COLUMN}
_BY_TYPE = {
    "Parser": Why.SYNTAX, "Out of Memory": Why.MEMORY, "Conversion": Why.VALUE, "Out of Range": Why.VALUE,
    "Permission": Why.FUNCTION, "INTERRUPT": Why.TIME, "Interrupt": Why.TIME,
}  # fmt: skip


def refusal_of_error(message: str, sql: str) -> Refusal:
    """`Parser Error: {...}`: the type is in the object too."""
    try:
        told: dict[str, Any] = json.loads(message[message.index("{") :])
        said, kind = str(told["exception_message"]), str(told["exception_type"])
    except (ValueError, KeyError, TypeError, RecursionError):
        kind = message.split(" Error", maxsplit=1)[0]
        return Refusal(_BY_TYPE.get(kind, Why.ENGINE), said=message[:_LONGEST])
    why = _BY_SUBTYPE.get(str(told.get("error_subtype"))) or _BY_TYPE.get(kind, Why.ENGINE)
    if kind == "Catalog" and told.get("type") == "Table":
        why = Why.TABLE
    elif kind == "Catalog" and "Function" in str(told.get("type")):
        why = Why.FUNCTION
    place = str(told.get("position", ""))
    found = Refusal(why, said=said[:_LONGEST], name=str(told.get("name", ""))[:200])
    return place_of(found, sql, int(place) if place.isdigit() else None)


def place_of(refusal: Refusal, sql: str, place: int | None) -> Refusal:
    """DuckDB counts bytes; a reader counts lines and signs."""
    if place is None:
        return refusal
    before = sql.encode()[:place].decode(errors="ignore")
    return replace(refusal, line=before.count("\n") + 1, column=len(before) - (before.rfind("\n") + 1) + 1)
