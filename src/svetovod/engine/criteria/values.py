"""Named values of an application, each with the cells of the filed version it is read from.

The version is plain JSON as it was frozen and hashed (docs/reference/export-format.md); nothing else is looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """`path` leads to the value in the version (`costs[2].amount`), `label` is the row as its author names it."""

    path: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Named:
    """`value` is None where the application does not say; 0 is said."""

    name: str
    value: Fraction | None
    cells: tuple[Cell, ...]


def named_values(content: Content) -> dict[str, Named]:
    """Every name of `NAMES`. Raises `ValueError` for what is not a version of a project."""
    try:
        return {name: read(name, content) for name, read in _READERS.items()}
    except (KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise ValueError(f"not a version of a project: {error!r}") from error


def _money(name: str, content: Content) -> Named:
    text = content["money"].get(name)
    return _sum(name, [] if text is None else [Cell(f"money.{name}", "", text)])


def _estimate(name: str, content: Content) -> Named:
    rows = enumerate(content["costs"])
    return _sum(name, [Cell(f"costs[{n}].amount", str(row.get("kind", "")), row["amount"]) for n, row in rows])


def _participants(name: str, content: Content) -> Named:
    return _count(name, [Cell(f"participants[{n}].inn", str(p.get("name", "")), str(p["inn"]))
                         for n, p in enumerate(content["participants"])])  # fmt: skip


def _regions(name: str, content: Content) -> Named:
    first: dict[str, Cell] = {}
    for n, party in enumerate(content["participants"]):
        region = str(party["region"])
        if region:
            first.setdefault(region, Cell(f"participants[{n}].region", str(party.get("name", "")), region))
    return _count(name, list(first.values()))


def _taxes(name: str, content: Content) -> Named:
    years = enumerate((content.get("efficiency") or {"years": ()})["years"])
    return _sum(name, [Cell(f"efficiency.years[{n}].taxes", str(row["year"]), str(row["taxes"])) for n, row in years])


def _revenue(name: str, content: Content) -> Named:
    years = enumerate((content.get("efficiency") or {"years": ()})["years"])
    return _sum(name, [Cell(f"efficiency.years[{n}].revenue", str(row["year"]), str(row["revenue"]))
                       for n, row in years])  # fmt: skip


def _plans(content: Content, kind: str) -> list[list[Cell]]:
    """The planned half-years of every indicator of a kind, in order of time."""
    return [
        [
            Cell(f"indicators[{n}].plan.{period}", f"{row['name']}, {period}", str(row["plan"][period]))
            for period in sorted(row["plan"])
            if row["plan"][period] is not None
        ]
        for n, row in enumerate(content["indicators"])
        if row.get("kind", "other") == kind
    ]


def _total(kind: str) -> Callable[[str, Content], Named]:
    return lambda name, content: _sum(name, [cell for plan in _plans(content, kind) for cell in plan])


def _last(kind: str) -> Callable[[str, Content], Named]:
    return lambda name, content: _sum(name, [plan[-1] for plan in _plans(content, kind) if plan])


def _sum(name: str, cells: list[Cell]) -> Named:
    return Named(name, sum((Fraction(cell.value) for cell in cells), Fraction(0)) if cells else None, tuple(cells))


def _count(name: str, cells: list[Cell]) -> Named:
    return Named(name, Fraction(len(cells)), tuple(cells))


_READERS: dict[str, Callable[[str, Content], Named]] = {
    "requested": _money,
    "own_funds": _money,
    "loan_funds": _money,
    "estimate": _estimate,
    "participants": _participants,
    "regions": _regions,
    "taxes": _taxes,
    "revenue": _revenue,
    "output": _total("output"),
    "sales_inside": _total("sales_inside"),
    "sales_outside": _total("sales_outside"),
    "jobs": _last("jobs"),
    "high_performance_jobs": _last("high_performance_jobs"),
    "own_share": _last("own_share"),
}
NAMES = tuple(_READERS)
