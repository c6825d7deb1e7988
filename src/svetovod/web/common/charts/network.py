"""Who sells to whom as a directed graph: sellers stand left of their buyers, those whose purchases count stand right.

A column is the distance to the nearest sink; within a column nodes stand near their buyers (barycentre), so that few
lines cross. A line over several columns passes between their rows, never behind a box. No chance in it: the same data
give the same picture.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import sqrt
from typing import ClassVar

from django.utils.translation import gettext as _

from .figure import Chart, Figures, short, xy

BOX, HIGH, ROW, TOP = 252, 24, 36, 18
WIDE, NEAR, BULGE = 1130, 125, 60  # the whole picture; least room between columns; for lines within a column
WAY, MARGIN = 2.5, 10  # between lines of one way; before and after the boxes it passes
NAME = 34  # letters that fit a box
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
    columns = _columns(nodes, arrows)[::-1]
    gap = max(NEAR, (WIDE - 2 * BULGE - len(columns) * BOX) / max(len(columns) - 1, 1))
    tallest = max((len(column) for column in columns), default=0)
    spans = [_Span(BULGE + i * (BOX + gap), len(column), tallest) for i, column in enumerate(columns)]
    at = {node: _At(i, row, spans[i]) for i, column in enumerate(columns) for row, node in enumerate(column)}
    most = max((arrow.value for arrow in arrows), default=Decimal(1)) or Decimal(1)
    drawn = sorted(arrows, key=lambda arrow: (arrow.counted, arrow.value))
    return Network(
        title=title,
        desc=_("Goods go from left to right; a line is as thick as the money is large."),
        width=xy(max(len(columns), 1) * (BOX + gap) - gap + 2 * BULGE),
        height=xy(TOP + tallest * ROW + TOP / 2),
        boxes=tuple(_box(nodes[i], place.x, place.y) for i, place in at.items()),
        lines=tuple(_line(arrow, at[arrow.seller], at[arrow.buyer], most, spans) for arrow in drawn),
        legend=tuple(names.items()),
        figures=figures,
    )


@dataclass(slots=True)
class _Span:
    """A column as it is drawn: its left side and how many boxes, spread over the height of the tallest column.

    `taken` counts the lines between two rows.
    """

    x: float
    rows: int
    tallest: int
    taken: dict[int, int] = field(default_factory=dict)

    def between(self, wanted: float) -> float:
        """The height of a free way past the boxes near the wanted one; each next line a little beside the last."""
        ways = range(self.rows + 1)
        nearest = min(ways, key=lambda way: (abs(self._middle(way) - wanted) + ROW * self.taken.get(way, 0) / 3, way))
        nth = self.taken[nearest] = self.taken.get(nearest, 0) + 1
        return self._middle(nearest) + (nth // 2) * (-1) ** nth * WAY

    @property
    def pitch(self) -> float:
        return ROW * self.tallest / max(self.rows, 1)

    def row(self, place: int) -> float:
        """The upper side of a box."""
        return TOP + place * self.pitch + (self.pitch - ROW) / 2

    def _middle(self, way: int) -> float:
        if way in (0, self.rows):
            return self.row(0) - (ROW - HIGH) / 2 if way == 0 else self.row(way - 1) + HIGH + (ROW - HIGH) / 2
        return (self.row(way - 1) + HIGH + self.row(way)) / 2


@dataclass(frozen=True, slots=True)
class _At:
    """Where a node stands: its column from the left, its row."""

    column: int
    row: int
    span: _Span

    @property
    def x(self) -> float:
        return self.span.x

    @property
    def y(self) -> float:
        return self.span.row(self.row)

    def side(self, right: bool) -> tuple[float, float]:
        return (self.x + BOX if right else self.x, self.y + HIGH / 2)


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


def _line(arrow: Arrow, seller: _At, buyer: _At, most: Decimal, spans: Sequence[_Span]) -> Line:
    """Onward from right side to left side, back from left to right; within a column round its outer side.

    That is the left one, away from the lines that lead to the sinks, and for the sinks themselves the right one.
    """
    onward, last = buyer.column > seller.column, seller.column == len(spans) - 1
    if buyer.column == seller.column:
        start, end = seller.side(last), buyer.side(last)
        out = (1 if last else -1) * min(BULGE * 1.2, NEAR / 8 + abs(start[1] - end[1]) / 8)
        path, onward = f"M{_point(start)}{_curve(start, end, out, out)}", not last
    else:
        start, end = seller.side(onward), buyer.side(not onward)
        step = 1 if onward else -1
        path = _through(start, end, spans[seller.column + step : buyer.column : step], step)
    width = THIN + (THICK - THIN) * sqrt(arrow.value / most)
    corner = f"M{_point(end)}l{-7 if onward else 7} -4v8z"
    return Line(path, xy(width), corner, "net" if arrow.counted else "netgrey", arrow.spoken, arrow.url)


def _through(start: tuple[float, float], end: tuple[float, float], passed: Sequence[_Span], way: int) -> str:
    """From one side to the other, past the boxes of the columns between; `way` is 1 to the right, -1 to the left."""
    path, here = [f"M{_point(start)}"], start
    for nth, span in enumerate(passed, 1):
        height = span.between(start[1] + (end[1] - start[1]) * nth / (len(passed) + 1))
        near, far = (span.x - MARGIN, span.x + BOX + MARGIN)[::way]
        path += [_bend(here, (near, height)), f"H{xy(far)}"]
        here = (far, height)
    return "".join([*path, _bend(here, end)])


def _bend(start: tuple[float, float], end: tuple[float, float]) -> str:
    out = (end[0] - start[0]) / 2
    return _curve(start, end, out, -out)


def _curve(start: tuple[float, float], end: tuple[float, float], out: float, back: float) -> str:
    (x1, y1), (x2, y2) = start, end
    return f"C{xy(x1 + out)} {xy(y1)} {xy(x2 + back)} {xy(y2)} {xy(x2)} {xy(y2)}"


def _point(place: tuple[float, float]) -> str:
    return f"{xy(place[0])} {xy(place[1])}"
