"""What is asked of and what comes back: tables, limits, an answer or why there is none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | int | float | bool | Decimal | date | None


class Kind(StrEnum):
    """Of the values of a column. `money` is a `decimal` with two digits after the point."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


class Why(StrEnum):
    """Why there is no answer."""

    EMPTY = "empty"
    LONG = "long"
    SYNTAX = "syntax"
    SEVERAL = "several"
    NOT_SELECT = "not_select"
    TABLE = "table"
    COLUMN = "column"
    FUNCTION = "function"
    CHANGING = "changing"
    PARAMETER = "parameter"
    UNFILLED = "unfilled"
    VALUE = "value"
    ENGINE = "engine"
    LARGE = "large"
    MEMORY = "memory"
    TIME = "time"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` is what DuckDB may hold, `space` all that the process may map, both in bytes; `size` of the answer."""

    seconds: float = 10
    rows: int = 5_000
    columns: int = 60
    size: int = 8 * 2**20
    memory: int = 256 * 2**20
    space: int = 3 * 2**29
    signs: int = 20_000

    def __post_init__(self) -> None:
        if min(self.seconds, self.rows, self.columns, self.size, self.memory, self.space, self.signs) <= 0:
            raise ValueError("every limit is above zero")


@dataclass(frozen=True, slots=True)
class Answer:
    """`more`: there are rows beyond the limit, which are not here."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """`said` is DuckDB's own message, `name` what it is about; lines and columns count from 1."""

    why: Why
    said: str = ""
    name: str = ""
    line: int | None = None
    column: int | None = None
