"""How a question goes to the process and what came of it back: JSON. Whoever asked may have taken the process over, so
what it tells is text and numbers of the kinds it names, and no more of them than was allowed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from .answer import Answer, Cell, Column, Kind, Limits, Refusal, Why

_DIGITS = 38  # of an exact number, as many as DuckDB has


class GarbledError(Exception):
    """It told what is no answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    sql: str
    parameters: Mapping[str, str | int | None]
    tables: tuple[str, ...]
    limits: Limits


def asking(asked: Asked) -> bytes:
    return json.dumps(asdict(asked)).encode()


def asked(content: bytes) -> Asked:
    told = json.loads(content)
    return Asked(told["sql"], told["parameters"], tuple(told["tables"]), Limits(**told["limits"]))


def told(found: Answer | Refusal, most: int) -> bytes:
    if isinstance(found, Answer):
        content = {
            "columns": [[column.name, column.kind] for column in found.columns], "more": found.more,
            "rows": [[_out(value) for value in row] for row in found.rows],
        }  # fmt: skip
        text = json.dumps(content).encode()
        return text if len(text) <= most else told(Refusal(Why.LARGE), most)
    return json.dumps({"refusal": asdict(found)}).encode()


def read(content: bytes, limits: Limits) -> Answer | Refusal:
    if len(content) > limits.size:
        raise GarbledError
    try:
        found = json.loads(content)
        if "refusal" in found:
            return _refusal(found["refusal"])
        columns = tuple(Column(str(name), Kind(kind)) for name, kind in found["columns"])
        rows = tuple(
            tuple(_in(value, column.kind) for value, column in zip(row, columns, strict=True)) for row in found["rows"]
        )
        if len(rows) > limits.rows or len(columns) > limits.columns:
            raise GarbledError
        return Answer(columns, rows, bool(found["more"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, InvalidOperation) as error:
        raise GarbledError from error


def _refusal(told: Any) -> Refusal:
    places = [told[name] if isinstance(told[name], int) else None for name in ("line", "column")]
    return Refusal(Why(told["why"]), str(told["said"]), str(told["name"]), *places)


def _out(value: Cell) -> str | int | float | bool | None:
    return str(value) if isinstance(value, Decimal | date) else value


def _in(value: Any, kind: Kind) -> Cell:
    if value is None:
        return None
    if kind == Kind.FLAG:
        return bool(value)
    if kind == Kind.WHOLE:
        return int(value)
    if kind == Kind.NUMBER:
        return float(value)
    if kind in {Kind.DECIMAL, Kind.MONEY}:
        exact = Decimal(str(value))
        if not exact.is_finite() or abs(exact.adjusted()) > _DIGITS:
            raise ValueError("no exact number of DuckDB")
        return exact
    return date.fromisoformat(str(value)) if kind == Kind.DAY else str(value)
