"""A drawn answer as a chart of a page: with its words and the same figures in a table."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from svetovod.web.common.charts.figure import Chart, Figures

from . import bridge
from .enums import ChartAggregate, ChartMark
from .telling import cell

_OPENING = re.compile(
    r'^<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>(?P<inner>.*)</svg>$', re.S
)
MOST = 40  # rows of the table under the picture: all of them stand in the answer


@dataclass(frozen=True, kw_only=True)
class DrawnChart(Chart):
    template: ClassVar[str] = "charts/drawn.svg"
    inner: SafeString


def build(title: str, svg: str, chart: dict[str, Any], found: bridge.Answer) -> DrawnChart | None:
    """`svg` was cleaned by the engine when it was drawn: shapes and words, nothing that acts."""
    opened = _OPENING.match(svg)
    if opened is None:
        return None
    names = list(dict.fromkeys(filter(None, (chart["x"], chart["y"], chart["colour"]))))
    places = [[column.name for column in found.columns].index(name) for name in names]
    kinds = [found.columns[place].kind for place in places]
    rows = [[cell(row[place], kind) for place, kind in zip(places, kinds, strict=True)] for row in found.rows[:MOST]]
    return DrawnChart(
        title=title, desc=described(chart, len(found.rows)), width=opened["width"], height=opened["height"],
        figures=Figures(names, rows), inner=mark_safe(bridge.in_tokens(opened["inner"])),
    )  # fmt: skip


def described(chart: dict[str, Any], rows: int) -> str:
    """What is drawn, for whoever does not see it."""
    said = _("%(mark)s: %(x)s along, %(y)s up") % {
        "mark": str(ChartMark(chart["mark"]).label).capitalize(), "x": chart["x"], "y": chart["y"]
    }  # fmt: skip
    if chart["colour"]:
        said += ", " + _("colour by %(name)s") % {"name": chart["colour"]}
    if chart["aggregate"]:
        said += ", " + str(ChartAggregate(chart["aggregate"]).label)
    return said + f" ({rows})"
