"""What was so from when to when: periods as bands over columns, a column for each day on which something changes.

Columns are of one width: a year without changes is not worth more room than a month with one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from .figure import Chart, Figures, xy

WIDTH, COLUMN, TOP, BAND = 720, 240, 40, 34
LETTER = 6.4
# kind -> classes of the rectangle and of the words on it
LOOKS = {"sure": ("k4", "thi"), "doubt": ("k1", "tlo"), "none": ("out", "lb")}


@dataclass(frozen=True, slots=True)
class Mark:
    """The begin of a column: a day as it is said, and what happened on it."""

    day: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Columns `first` to `last`, both included. `kind`: sure, doubt or none."""

    first: int
    last: int
    text: str
    kind: str = "sure"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    x: str
    width: str
    text_x: str
    text: str
    look: str
    words: str
    spoken: str


@dataclass(frozen=True, kw_only=True)
class Timeline(Chart):
    template: ClassVar[str] = "charts/timeline.svg"
    marks: tuple[tuple[str, str, str], ...]
    boxes: tuple[Box, ...]
    kinds: frozenset[str]
    base: str


def build(title: str, marks: Sequence[Mark], spans: Sequence[Span], *, figures: Figures | None = None) -> Timeline:
    """`spans` cover the columns in order; the last is open to the right."""
    step = min(WIDTH / max(len(marks), 1), COLUMN)
    return Timeline(
        title=title,
        desc="; ".join(span.said or span.text for span in spans),
        width=xy(WIDTH),
        height=xy(TOP + BAND + 6),
        marks=tuple((xy(step * i), mark.day, mark.sub) for i, mark in enumerate(marks)),
        boxes=tuple(_box(span, step) for span in spans),
        kinds=frozenset(span.kind for span in spans),
        base=xy(TOP + BAND + 4),
        figures=figures or Figures((_("Since"), _("Value")), [(marks[s.first].day, s.text) for s in spans], words=2),
    )


def _box(span: Span, step: float) -> Box:
    width = step * (span.last - span.first + 1) - 2
    room = max(int((width - 12) / LETTER), 1)
    text = span.text if len(span.text) <= room else f"{span.text[: max(room - 1, 1)].rstrip()}…"
    look, words = LOOKS[span.kind]
    x = step * span.first + 1
    return Box(xy(x), xy(width), xy(x + 7), text, look, words, span.said or span.text)
