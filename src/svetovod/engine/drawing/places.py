"""What of an answer is drawn. Rows of one place are put together first, and only then is anything left out, so that
no figure of a picture is of a part of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import mean, median
from typing import Any

from svetovod.engine.questions import Answer, Cell, Column, Kind

from .plan import Aggregate, Mark, Plan

MOST_POINTS, MOST_WORDS = 2_000, 40
WORDS = frozenset((Kind.TEXT, Kind.FLAG))
FIGURES = frozenset((Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.NUMBER))
_TOGETHER: dict[Aggregate, Callable[[list[Any]], Any]] = {
    Aggregate.SUM: sum, Aggregate.MEAN: mean, Aggregate.MEDIAN: median, Aggregate.MIN: min, Aggregate.MAX: max,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """`columns` by what they are drawn as (x, y, colour), `rows` in their order; `measured` is the one in which rows
    are put together; `taken` rows of the answer are in them."""

    columns: Mapping[str, Column]
    measured: str
    rows: tuple[tuple[Cell, ...], ...]
    taken: int


def places(found: Answer, plan: Plan) -> Places | None:
    """None where the plan does not fit the answer. `Aggregate.COUNT` counts rows, whatever the measured column is."""
    kinds = {column.name: column.kind for column in found.columns}
    measured = "colour" if plan.mark == Mark.HEAT else "y"
    names = {"x": plan.x, "y": plan.y} | ({"colour": plan.colour} if plan.colour else {})
    if not set(names.values()) <= set(kinds):
        return None
    columns = {role: Column(name, kinds[name]) for role, name in names.items()}
    if plan.aggregate == Aggregate.COUNT:
        columns[measured] = Column(names.get(measured, ""), Kind.WHOLE)
    elif plan.aggregate and (measured not in columns or columns[measured].kind not in FIGURES):
        return None
    elif plan.aggregate in {Aggregate.MEAN, Aggregate.MEDIAN}:
        columns[measured] = Column(names[measured], Kind.NUMBER)
    index = {name: place for place, name in enumerate(kinds)}
    cells = [{role: row[index[name]] for role, name in names.items()} for row in found.rows]
    rows = _together(cells, measured, plan.aggregate) if plan.aggregate else [(cell, 1) for cell in cells]
    kept = _kept(rows, columns, plan.mark)
    drawn = tuple(tuple(row[role] for role in columns) for row, _many in kept)
    return Places(columns, measured, drawn, sum(many for _row, many in kept))


def _together(cells: Sequence[dict[str, Cell]], measured: str, how: Aggregate) -> list[tuple[dict[str, Cell], int]]:
    """A row for each place with how many rows are in it, in the order of the first ones; cells without a value count
    as rows and for nothing else."""
    found: dict[tuple[tuple[str, Cell], ...], list[Cell]] = {}
    for cell in cells:
        place = tuple((role, value) for role, value in cell.items() if role != measured)
        found.setdefault(place, []).append(cell.get(measured))
    return [(dict(place) | {measured: _one(values, how)}, len(values)) for place, values in found.items()]


def _one(values: list[Cell], how: Aggregate) -> Cell:
    if how == Aggregate.COUNT:
        return len(values)
    told = [value for value in values if value is not None]
    one: Cell = _TOGETHER[how](told) if told else None
    return None if isinstance(one, float) and not isfinite(one) else one


def _kept(
    rows: Sequence[tuple[dict[str, Cell], int]], columns: Mapping[str, Column], mark: Mark
) -> list[tuple[dict[str, Cell], int]]:
    """No more than a reader can tell apart: the first words of an axis with all that is theirs, the first points."""
    if mark in {Mark.LINE, Mark.POINT}:
        return list(rows[:MOST_POINTS])
    kept = list(rows)
    for role in ("x", "y") if mark == Mark.HEAT else ("x",):
        if columns[role].kind in WORDS:
            words = set(list(dict.fromkeys(row[role] for row, _many in kept))[:MOST_WORDS])
            kept = [(row, many) for row, many in kept if row[role] in words]
    return kept
