"""Running totals by year: the plain one and the discounted one, and the line of zero between loss and gain."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .figure import Chart, Figures, axis_step, xy

LEFT, RIGHT, TOP, BASE = 64, 700, 16, 200
WIDTH, HEIGHT = 708, 224


@dataclass(frozen=True, slots=True)
class Point:
    """Totals by the end of one year, in whatever unit the caption names."""

    label: str
    total: Decimal
    discounted: Decimal


@dataclass(frozen=True, kw_only=True)
class CurveChart(Chart):
    template: ClassVar[str] = "charts/curve.svg"
    grid: tuple[tuple[str, str, str], ...]  # y of the line, y of its text, text
    labels: tuple[tuple[str, str], ...]
    zero: str
    total: str
    discounted: str
    dots: tuple[tuple[str, str, str], ...]  # x, y, what it is


def build(title: str, points: Sequence[Point], *, unit: str = "") -> CurveChart:
    """One point at least."""
    values = [value for point in points for value in (point.total, point.discounted)]
    low, high = min(0.0, *map(float, values)), max(0.0, *map(float, values))
    step = axis_step((high - low) or 1.0)
    first, last = int(low // step), -int(-high // step) or 1
    scale = (BASE - TOP) / (step * (last - first))
    slot = (RIGHT - LEFT) / len(points)
    xs = [LEFT + slot * (place + 0.5) for place in range(len(points))]

    def y(value: float) -> float:
        return BASE - (value - step * first) * scale

    def line(taken: Sequence[Decimal]) -> str:
        return "M" + " L".join(f"{xy(x)} {xy(y(float(value)))}" for x, value in zip(xs, taken, strict=True))

    totals, discounted = [point.total for point in points], [point.discounted for point in points]
    return CurveChart(
        title=title,
        desc=_("In the end %(total)s, discounted %(discounted)s %(unit)s.")
        % {
            "total": formatting.number(totals[-1]), "discounted": formatting.number(discounted[-1]), "unit": unit,
        },
        width=xy(WIDTH), height=xy(HEIGHT),
        grid=tuple(
            (xy(y(step * place)), xy(y(step * place) + 4), formatting.number(Decimal(f"{step * place:.10g}")))
            for place in range(first, last + 1)
        ),
        labels=tuple((xy(x), point.label) for x, point in zip(xs, points, strict=True)),
        zero=xy(y(0)),
        total=line(totals),
        discounted=line(discounted),
        dots=tuple(
            (xy(x), xy(y(float(point.discounted))), f"{point.label}: {formatting.number(point.discounted)}")
            for x, point in zip(xs, points, strict=True)
        ),
        figures=Figures(
            (_("Year"), _("Running total"), _("Discounted")),
            [
                (point.label, formatting.number(point.total), formatting.number(point.discounted)) for point in points
            ],
        ),
    )  # fmt: skip
