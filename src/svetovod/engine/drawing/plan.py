"""What is drawn: a mark, columns on its axes, how rows of one place are put together."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    BAR = "bar"
    LINE = "line"
    POINT = "point"
    HEAT = "heat"


class Aggregate(StrEnum):
    """NONE draws every row as it is."""

    NONE = ""
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"
    COUNT = "count"


MARKS, AGGREGATES = tuple(Mark), tuple(Aggregate)


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns by name; `aggregate` is of the column on `y`, of `colour` in a heat map. `colour` may be empty."""

    mark: Mark
    x: str
    y: str
    colour: str = ""
    aggregate: Aggregate = Aggregate.NONE


@dataclass(frozen=True, slots=True)
class Picture:
    """`svg` in the light colours of the product; `shown` of the answer's `rows` are in it."""

    svg: str
    shown: int
    rows: int
    png: bytes = b""
