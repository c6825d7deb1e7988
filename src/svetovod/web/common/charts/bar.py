"""Cash flow of a project: costs and subsidy by period, and under them own money spent so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import ceil
from typing import ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .figure import Chart, Figures, axis_step, xy

LEFT, RIGHT, TOP, BASE = 56, 700, 18, 170
CUM_TOP, CUM_BASE = 226, 300
WIDTH, HEIGHT = 708, 310


@dataclass(frozen=True, slots=True)
class Bar:
    """One period, in whatever unit the caption names. `own`: own money spent by its end, for bars that are rounded."""

    label: str
    cost: Decimal
    subsidy: Decimal = Decimal(0)
    own: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    x: str
    y: str
    width: str
    height: str
    middle: str
    text_y: str
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    template: ClassVar[str] = "charts/bar.svg"
    grid: tuple[tuple[str, str, str], ...]  # y of the line, y of its text, text
    labels: tuple[tuple[str, str], ...]
    costs: tuple[Column, ...]
    subsidies: tuple[Column, ...]
    line: str
    dots: tuple[tuple[str, str], ...]
    peak: tuple[str, str, str]
    today: str = ""


def build(title: str, bars: Sequence[Bar], *, today: float | None = None, unit: str = "") -> BarChart:
    """`today` counts periods from the first one: 1.5 is the middle of the second."""
    if not bars:
        bars = (Bar("", Decimal(0)),)
    top = float(max(max(bar.cost, bar.subsidy) for bar in bars)) or 1.0
    step = axis_step(top)
    lines = max(ceil(top / step - 1e-9), 1)
    slot = (RIGHT - LEFT) / len(bars)
    width = min(max(slot * 0.37, 3), 24)
    scale = (BASE - TOP) / (step * lines)

    def column(i: int, value: Decimal, side: int) -> Column:
        height = float(value) * scale
        x = LEFT + slot * (i + 0.5) + (1 if side else -width - 1)
        return Column(
            x=xy(x),
            y=xy(BASE - height),
            width=xy(width),
            height=xy(height),
            middle=xy(x + width / 2),
            text_y=xy(BASE - height - 5),
            label=bars[i].label,
            value=formatting.number(value),
        )

    summed = accumulate(bar.cost - bar.subsidy for bar in bars)
    own = [total if bar.own is None else bar.own for bar, total in zip(bars, summed, strict=True)]
    xs, ys = [LEFT + slot * (i + 0.5) for i in range(len(bars))], _cumulative(own)
    peak = max(range(len(own)), key=lambda i: own[i])
    say = _("most: %(sum)s, %(period)s")
    return BarChart(
        title=title,
        desc=_("In all, %(unit)s: costs %(cost)s, subsidy %(subsidy)s.")
        % {
            "cost": formatting.number(sum((b.cost for b in bars), Decimal(0))),
            "subsidy": formatting.number(sum((b.subsidy for b in bars), Decimal(0))),
            "unit": unit,
        },
        width=xy(WIDTH),
        height=xy(HEIGHT),
        grid=tuple(
            (xy(y), xy(y + 4), formatting.number(_plain(step * i)))
            for i in range(lines + 1)
            for y in [BASE - step * i * scale]
        ),
        labels=_labels(bars, xs, slot),
        costs=tuple(column(i, bar.cost, 0) for i, bar in enumerate(bars) if bar.cost),
        subsidies=tuple(column(i, bar.subsidy, 1) for i, bar in enumerate(bars) if bar.subsidy),
        line="M" + " L".join(f"{xy(x)} {xy(y)}" for x, y in zip(xs, ys, strict=True)),
        dots=tuple((xy(x), xy(y)) for x, y in zip(xs, ys, strict=True)),
        peak=(
            xy(min(max(xs[peak], LEFT + 130), RIGHT)),
            xy(ys[peak] - 9),
            say % {"sum": formatting.number(own[peak]), "period": bars[peak].label},
        ),
        today=xy(LEFT + slot * today) if today is not None else "",
        figures=Figures(
            (_("Period"), _("Costs"), _("Subsidy"), _("Own money so far")),
            [
                (bar.label, formatting.number(bar.cost), formatting.number(bar.subsidy), formatting.number(sum_))
                for bar, sum_ in zip(bars, own, strict=True)
            ],
        ),
    )


def _labels(bars: Sequence[Bar], xs: Sequence[float], slot: float) -> tuple[tuple[str, str], ...]:
    """As many labels as there is room for: every one, every second, every third."""
    longest = max((len(bar.label) for bar in bars), default=1)
    every = max(1, ceil(longest * 6.5 / slot))
    return tuple((xy(x), bar.label) for i, (x, bar) in enumerate(zip(xs, bars, strict=True)) if i % every == 0)


def _cumulative(own: Sequence[Decimal]) -> list[float]:
    low, high = min(0.0, *map(float, own)), max(0.0, *map(float, own))
    span = (high - low) or 1.0
    return [CUM_BASE - (float(value) - low) / span * (CUM_BASE - CUM_TOP) for value in own]


def _plain(value: float) -> Decimal:
    exact = Decimal(repr(round(value, 6))).normalize()
    return exact if exact.as_tuple().exponent <= 0 else exact.quantize(Decimal(1))  # type: ignore[operator]
