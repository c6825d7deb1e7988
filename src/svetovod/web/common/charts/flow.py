"""Steps one under another, each a bar of parts; a band shows how much of a step is left in the next of its group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from .figure import Chart, xy

LEFT, RIGHT, WIDTH = 196, 700, 708
STEP, HIGH, HEAD, GAP = 32, 18, 24, 10
SHADES = (2, 4, 3, 5)  # neighbours are told apart
_BEFORE = {"number_x": str(LEFT - 8), "number_end": "end"}


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` None: there is one, and it is not shown; `said` then stands in its place. `parts` may be of more rows."""

    label: str
    value: int | None
    said: str
    parts: Sequence[tuple[str, int]] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    x: str
    width: str
    shade: int
    spoken: str


@dataclass(frozen=True, slots=True)
class Line:
    top: str  # of the place that can be pressed
    bar_y: str
    text_y: str
    number_x: str
    number_end: str  # which end of the number stands there
    label: str
    said: str
    url: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Flow(Chart):
    template: ClassVar[str] = "charts/flow.svg"
    heads: tuple[tuple[str, str], ...]  # y, words
    bands: tuple[str, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[int, str], ...]
    high: int = HIGH
    step: int = STEP - 4


def build(title: str, groups: Sequence[tuple[str, Sequence[Bar]]], *, names: Sequence[str] = ()) -> Flow:
    """Bars are compared within their group: its longest one reaches the edge. `names` are those of the parts.

    Of more parts than there are shades bars are drawn whole: a shade that comes twice tells nothing.
    """
    y, heads, bands, lines = 0.0, [], [], []
    shades = dict(zip(names, SHADES, strict=False)) if 1 < len(names) <= len(SHADES) else {}
    for head, bars in groups:
        heads.append((xy(y + 14), head))
        y += HEAD
        scale = (RIGHT - LEFT) / max([bar.value or 0 for bar in bars] + [1])
        before = 0.0
        for bar in bars:
            wide = (bar.value or 0) * scale
            if before and wide:
                bands.append(_band(y, before, wide))
            lines.append(_line(y, bar if len(names) <= len(SHADES) else replace(bar, parts=()), wide, shades))
            before, y = wide, y + STEP
        y += GAP
    return Flow(
        title=title, desc="; ".join(f"{bar.label}: {bar.said}" for _head, bars in groups for bar in bars),
        width=xy(WIDTH), height=xy(max(y - GAP, 1)), heads=tuple(heads), bands=tuple(bands), lines=tuple(lines),
        legend=tuple((shade, name) for name, shade in shades.items()),
    )  # fmt: skip


def _band(y: float, before: float, wide: float) -> str:
    top = y - STEP + HIGH + 4
    return f"M{LEFT} {xy(top)}H{xy(LEFT + before)}L{xy(LEFT + wide)} {xy(y + 4)}H{LEFT}Z"


def _line(y: float, bar: Bar, wide: float, shades: dict[str, int]) -> Line:
    """The number stands before the bar: on a phone the end of a bar may be out of sight."""
    number = {"number_x": xy(LEFT + 7), "number_end": "start"} if bar.value is None else _BEFORE
    return Line(
        top=xy(y), bar_y=xy(y + 4), text_y=xy(y + 17), **number, label=bar.label, said=bar.said, url=bar.url,
        parts=tuple(_parts(bar, wide, shades)),
    )  # fmt: skip


def _parts(bar: Bar, wide: float, shades: dict[str, int]) -> Iterator[Part]:
    """Rows that belong to two parts count once in the bar: the parts share its length."""
    whole = sum(size for _name, size in bar.parts)
    if not whole and wide:
        yield Part(xy(LEFT), xy(wide), SHADES[1], f"{bar.label}: {bar.said}")
    x = float(LEFT)
    for name, size in bar.parts if whole else ():
        if size:
            part = wide * size / whole
            yield Part(xy(x), xy(part), shades.get(name, SHADES[1]), f"{name}: {size}")
            x += part
