"""Plan of stages on a line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .figure import Chart, Figures, xy

LEFT, RIGHT, TOP, ROW, BAR = 236, 716, 28, 30, 14
NAME = 36
HALVES = ("I", "II")


@dataclass(frozen=True, slots=True)
class Stage:
    """`critical`: no day to spare. `after`: places of the stages it waits for."""

    name: str
    start: date
    end: date
    done: bool = False
    note: str = ""
    critical: bool = False
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    x: str
    y: str
    width: str
    text_y: str
    name: str
    full: str
    done: bool
    critical: bool
    spoken: str


@dataclass(frozen=True, kw_only=True)
class Gantt(Chart):
    template: ClassVar[str] = "charts/gantt.svg"
    bands: tuple[Band, ...]
    ticks: tuple[tuple[str, str], ...]
    base: str
    today: str = ""
    links: tuple[str, ...] = ()

    @property
    def critical(self) -> bool:
        return any(band.critical for band in self.bands)


def build(title: str, stages: Sequence[Stage], *, today: date | None = None) -> Gantt:
    """Stages in the order given; half-years are the lines behind them, as in the reports of a project."""
    if not stages:
        return Gantt(title=title, desc=_("No stages yet."), width="720", height="40", bands=(), ticks=(), base="28")
    first = _half(min(stage.start for stage in stages))
    last = _next_half(_half(max(stage.end for stage in stages)))
    days = (last - first).days

    def x(at: date) -> float:
        return LEFT + (RIGHT - LEFT) * (at - first).days / days

    bands = []
    for i, stage in enumerate(stages):
        y, span = TOP + i * ROW + 8, f"{formatting.day(stage.start)} – {formatting.day(stage.end)}"
        bands.append(
            Band(
                x=xy(x(stage.start)),
                y=xy(y),
                width=xy(max(x(stage.end) - x(stage.start), 3)),
                text_y=xy(y + 11),
                name=stage.name if len(stage.name) <= NAME else f"{stage.name[: NAME - 1].rstrip()}…",
                full=stage.name,
                done=stage.done,
                critical=stage.critical,
                spoken=f"{stage.name}: {span}",
            )
        )
    height = TOP + len(stages) * ROW + 6
    return Gantt(
        title=title,
        desc=_("%(count)d stages, from %(start)s to %(end)s.")
        % {
            "count": len(stages),
            "start": formatting.day(min(stage.start for stage in stages)),
            "end": formatting.day(max(stage.end for stage in stages)),
        },
        width="720",
        height=xy(height),
        bands=tuple(bands),
        ticks=_ticks(first, last, x),
        base=xy(height - 4),
        links=tuple(_link(x, stages, place, before) for place, s in enumerate(stages) for before in s.after),
        today=xy(x(today)) if today is not None and first <= today <= last else "",
        figures=Figures(
            (_("Stage"), _("Begins"), _("Ends"), _("State")),
            [
                (s.name, formatting.day(s.start), formatting.day(s.end), s.note or (_("done") if s.done else ""))
                for s in stages
            ],
            words=4,
        ),
    )


def _link(x, stages: Sequence[Stage], place: int, before: int) -> str:  # type: ignore[no-untyped-def]
    """From the end of the stage waited for down (or up) to the beginning of the one that waits."""
    from_y, to_y = (TOP + i * ROW + 8 + BAR / 2 for i in (before, place))
    from_x, to_x = x(stages[before].end), x(stages[place].start)
    edge = to_y - BAR / 2 if to_y > from_y else to_y + BAR / 2
    return f"M{xy(from_x)} {xy(from_y)}H{xy(to_x + 3)}V{xy(edge)}"


def _half(at: date) -> date:
    return date(at.year, 1 if at.month <= 6 else 7, 1)


def _next_half(at: date) -> date:
    return date(at.year, 7, 1) if at.month == 1 else date(at.year + 1, 1, 1)


def _ticks(first: date, last: date, x) -> tuple[tuple[str, str], ...]:  # type: ignore[no-untyped-def]
    """A label for each half-year; for plans over six years only for each year."""
    ticks, at, long = [], first, (last - first).days > 6 * 366
    while at < last:
        label = f"{HALVES[at.month > 6]}.{at:%y}" if not long else f"{at.year}" if at.month == 1 else ""
        ticks.append((xy(x(at)), label))
        at = _next_half(at)
    return tuple(ticks)
