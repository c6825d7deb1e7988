"""A drawn answer as a chart of a page: with its words and the same figures in a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts.figure import Chart, Figures

from . import bridge, telling
from .enums import ChartAggregate, ChartMark
from .models import QuestionRun

_OPENING = re.compile(
    r'^<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>(?P<inner>.*)</svg>$', re.S
)
MOST = 40  # rows of the table under the picture


@dataclass(frozen=True, kw_only=True)
class DrawnChart(Chart):
    template: ClassVar[str] = "charts/drawn.svg"
    inner: SafeString
    left: str


def build(title: str, svg: str, chart: dict[str, Any], found: bridge.Answer) -> DrawnChart | None:
    """`svg` was cleaned by the engine when it was drawn: shapes and words, nothing that acts."""
    opened = _OPENING.match(svg)
    if opened is None:
        return None
    shown = bridge.places(found, chart)
    if shown is None:
        return None
    kinds = [column.kind for column in shown.columns.values()]
    rows = [[telling.cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in shown.rows[:MOST]]
    word = telling.aggregate(chart)
    names = [_head(column.name, word if role == shown.measured else "") for role, column in shown.columns.items()]
    return DrawnChart(
        title=title, desc=described(chart, shown.taken, found), width=opened["width"], height=opened["height"],
        figures=Figures(names, rows), inner=mark_safe(bridge.in_tokens(opened["inner"])),
        left=left(shown.taken, found),
    )  # fmt: skip


def drawn(chart: Mapping[str, str], found: bridge.Answer) -> str:
    """SVG in the language of the page; empty where it could not be drawn. To be called in a `bridge.place`."""
    if not bridge.draws():
        return ""
    made = bridge.draw(found, chart, lang=formatting.lang(), aggregate=telling.aggregate(chart))
    return made.svg if made else ""


def of_run(run: QuestionRun, found: bridge.Answer) -> str:
    """The run's SVG in the language of the page: drawn anew where it was drawn in another, and not kept, for looking
    changes nothing. As it is while others are asking."""
    if not run.svg or not run.chart or run.drawn_in == formatting.lang():
        return run.svg
    with bridge.place(run.person_id) as free:
        return (drawn(run.chart, found) if free else "") or run.svg


def png(run: QuestionRun, found: bridge.Answer) -> bytes:
    """Drawn when it is asked for; empty where it could not be."""
    with bridge.place(run.person_id) as free:
        word = telling.aggregate(run.chart)
        made = bridge.draw(found, run.chart, lang=formatting.lang(), png=True, aggregate=word) if free else None
    return made.png if made else b""


def _head(name: str, word: str) -> str:
    return f"{word} ({name})" if word and name else word or name


def left(taken: int, found: bridge.Answer) -> str:
    """What of the rows is not in the picture; empty where all are."""
    said = []
    if taken < len(found.rows):
        words = _(
            "In the picture are %(taken)s of the %(rows)s rows of the answer: an axis has its first 40 names, lines "
            "and points the first 2,000."
        )
        said.append(words % {"taken": formatting.number(taken), "rows": formatting.number(len(found.rows))})
    if found.more:
        said.append(_("Rows that the answer does not hold are not in the picture either."))
    return " ".join(said)


def described(chart: dict[str, Any], taken: int, found: bridge.Answer) -> str:
    """What is drawn, for whoever does not see it."""
    said = _("%(mark)s: %(x)s along, %(y)s up") % {
        "mark": str(ChartMark(chart["mark"]).label).capitalize(), "x": chart["x"], "y": chart["y"]
    }  # fmt: skip
    if chart["colour"]:
        said += ", " + _("colour by %(name)s") % {"name": chart["colour"]}
    if chart["aggregate"]:
        said += ", " + str(ChartAggregate(chart["aggregate"]).label)
    return f"{said} ({taken}). {left(taken, found)}".strip()
