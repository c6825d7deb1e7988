"""Who sells to whom as a directed graph: sellers stand left of their buyers, those whose purchases count stand right.

A column is the distance to the nearest sink; within a column nodes stand near their buyers (barycentre), so that few
lines cross. No chance in it: the same data give the same picture.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import ClassVar

from django.utils.translation import gettext as _

from .figure import Chart, Figures, short, xy

BOX, HIGH, ROW, TOP = 252, 24, 34, 12
WIDE, NEAR, BULGE = 1130, 150, 60  # the whole picture; least room between columns; for lines that go back
NAME = 38  # letters that fit a box
THIN, THICK = 1.0, 8.0
DEEPEST = 3  # columns left of the sinks; longer chains share the last one


@dataclass(frozen=True, slots=True)
class Node:
    """`sink`: its purchases count; `outside`: everybody who is no participant."""

    name: str
    sink: bool = False
    outside: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Goods go from `seller` to `buyer` (places in the list of nodes); `counted` is drawn in ink, the rest in grey."""

    seller: int
    buyer: int
    value: Decimal
    spoken: str
    counted: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    x: str
    y: str
    text_x: str
    text_y: str
    text: str
    full: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    width: str
    tip: str
    kind: str
    spoken: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Network(Chart):
    template: ClassVar[str] = "charts/network.svg"
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...]
    box: str = xy(BOX)
    high: str = xy(HIGH)


def build(
    title: str,
    nodes: Sequence[Node],
    arrows: Sequence[Arrow],
    *,
    names: Mapping[str, str],
    figures: Figures | None = None,
) -> Network:
    """`names` words the legend: `netsink`, `net` (counted), `netgrey`."""
    columns = _columns(nodes, arrows)
    gap = max(NEAR, (WIDE - BULGE - len(columns) * BOX) / max(len(columns) - 1, 1))
    tallest = max((len(column) for column in columns), default=0)
    at: dict[int, tuple[float, float]] = {}
    for place, column in enumerate(reversed(columns)):
        top = TOP + (tallest - len(column)) * ROW / 2
        at |= {node: (place * (BOX + gap), top + row * ROW) for row, node in enumerate(column)}
    most = max((arrow.value for arrow in arrows), default=Decimal(1)) or Decimal(1)
    drawn = sorted(arrows, key=lambda arrow: (arrow.counted, arrow.value))
    return Network(
        title=title,
        desc=_("Goods go from left to right; a line is as thick as the money is large."),
        width=xy(max(len(columns), 1) * (BOX + gap) - gap + BULGE),
        height=xy(TOP + tallest * ROW),
        boxes=tuple(_box(nodes[i], *place) for i, place in at.items()),
        lines=tuple(_line(arrow, at[arrow.seller], at[arrow.buyer], most) for arrow in drawn),
        legend=tuple(names.items()),
        figures=figures,
    )


def _columns(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> list[list[int]]:
    """Sinks first, then their sellers, then the sellers of these; at the end whoever is tied to nobody."""
    depth = _depths(nodes, arrows)
    buyers: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for arrow in arrows:
        if depth[arrow.buyer] < depth[arrow.seller]:
            buyers[arrow.seller][arrow.buyer] = arrow.value
    weight: dict[int, Decimal] = defaultdict(Decimal)
    for arrow in arrows:
        weight[arrow.buyer] += arrow.value
    columns: list[list[int]] = []
    where: dict[int, float] = {}
    for level in range(max(depth.values(), default=-1) + 1):
        members = [i for i in range(len(nodes)) if depth[i] == level]
        if level == 0:
            members.sort(key=lambda i: (-weight[i], i))
        else:
            members.sort(key=lambda i: (nodes[i].outside, _centre(buyers[i], where), i))
        where |= {node: row - len(members) / 2 for row, node in enumerate(members)}
        columns.append(members)
    return [column for column in columns if column]


def _depths(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> dict[int, int]:
    sellers: dict[int, set[int]] = defaultdict(set)
    for arrow in arrows:
        sellers[arrow.buyer].add(arrow.seller)
    depth = {i: 0 for i, node in enumerate(nodes) if node.sink}
    reached: Collection[int] = set(depth)
    for level in range(1, len(nodes) + 1):
        reached = {seller for buyer in reached for seller in sellers[buyer] if seller not in depth}
        depth |= dict.fromkeys(sorted(reached), min(level, DEEPEST))
    alone = max(depth.values(), default=0) or 1
    return depth | {i: alone for i in range(len(nodes)) if i not in depth}


def _centre(buyers: Mapping[int, Decimal], where: Mapping[int, float]) -> float:
    """Where the money goes, as a place in the column to the right; whoever sells to nobody there stands last."""
    known = {buyer: float(value) for buyer, value in buyers.items() if buyer in where}
    total = sum(known.values())
    return sum(where[buyer] * value for buyer, value in known.items()) / total if total else float("inf")


def _box(node: Node, x: float, y: float) -> Box:
    kind = "netout" if node.outside else "netsink" if node.sink else "netnode"
    return Box(
        xy(x),
        xy(y),
        xy(x + 8),
        xy(y + 16),
        short(node.name, NAME),
        f"{node.name}. {node.note}" if node.note else node.name,
        kind,
    )


def _line(arrow: Arrow, seller: tuple[float, float], buyer: tuple[float, float], most: Decimal) -> Line:
    (x1, y1), (x2, y2) = seller, buyer
    start, end = (x1 + BOX, y1 + HIGH / 2), (x2, y2 + HIGH / 2)
    if x2 > x1:
        bend = max((end[0] - start[0]) / 2, NEAR / 3)
        path, tip = _curve(start, end, bend, -bend), -1
    else:  # a neighbour of the same column, or back: round the right side
        end = (x2 + BOX, y2 + HIGH / 2)
        path, tip = _curve(start, end, BULGE * 0.8, BULGE * 0.8), 1
    width = THIN + (THICK - THIN) * sqrt(arrow.value / most)
    corner = f"M{xy(end[0])} {xy(end[1])}l{xy(tip * 7)} -4v8z"
    return Line(path, xy(width), corner, "net" if arrow.counted else "netgrey", arrow.spoken, arrow.url)


def _curve(start: tuple[float, float], end: tuple[float, float], out: float, back: float) -> str:
    (x1, y1), (x2, y2) = start, end
    return f"M{xy(x1)} {xy(y1)}C{xy(x1 + out)} {xy(y1)} {xy(x2 + back)} {xy(y2)} {xy(x2)} {xy(y2)}"
