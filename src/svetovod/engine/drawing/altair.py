"""A plan as a chart of Altair. Columns go in under names of ours, so that no name of a column means anything to it."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from .plan import Aggregate, Mark, Plan

# the tokens of the product, light; a page puts its own in their place
INK, INK_2, RULE, RULE_2 = "#1a1e27", "#525866", "#dcd5c6", "#8f8a7f"
SCALE = ("#d5dfee", "#a9bedd", "#7192c4", "#3d63a0", "#17386f")
SERIES = ("#17386f", "#7192c4", "#8f8a7f", "#a9bedd", "#525866", "#3d63a0")
FONT = "Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
MOST_ROWS, MOST_BARS = 2_000, 40
WIDE, HIGH, STEP = 640, 320, 22
_WORDS = {"text", "flag"}
_APART = {Mark.LINE: "strokeDash", Mark.POINT: "shape"}


def rows_of(plan: Plan, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """What is drawn: no more than a reader can tell apart, the first ones of the question's own order."""
    names = [name for name, _kind in columns]
    place = names.index(plan.x)
    kept, seen = [], set()
    for row in rows[:MOST_ROWS]:
        if dict(columns)[plan.x] in _WORDS and plan.mark in {Mark.BAR, Mark.HEAT}:
            seen.add(row[place])
            if len(seen) > MOST_BARS:
                break
        kept.append({f"c{number}": value for number, value in enumerate(row)})
    return kept


def chart(
    plan: Plan, columns: Sequence[tuple[str, str]], values: Sequence[dict[str, Any]], word: str
) -> dict[str, Any]:
    """The specification of Vega-Lite, with the data in it. `word`: what an axis says of the aggregate."""
    alt: Any = import_module("altair")
    kinds, names = dict(columns), [name for name, _kind in columns]

    def shown(name: str, *, measured: bool = False) -> dict[str, Any]:
        """`measured`: on this axis rows of one place are put together."""
        if measured and plan.aggregate == Aggregate.COUNT:
            return {"aggregate": "count", "type": "quantitative", "title": word}
        put = {"aggregate": plan.aggregate.value} if measured and plan.aggregate else {}
        title = f"{word} ({name})" if put else name
        return {
            "field": f"c{names.index(name)}",
            "type": _type(kinds[name], plan.mark, measured),
            "title": title,
            **put,
        }

    heat = plan.mark == Mark.HEAT
    across, up = shown(plan.x), shown(plan.y, measured=not heat)
    for axis in (across, up):
        if axis["type"] in {"nominal", "ordinal"} and not heat:
            axis["sort"] = None
    for axis, name in ((across, plan.x), (up, plan.y)):
        if kinds[name] == "whole" and axis["type"] == "quantitative" and not axis.get("aggregate"):
            axis["axis"] = alt.Axis(tickMinStep=1, format="d" if _small(values, names.index(name)) else ",d")
        elif axis.get("aggregate") == "count":
            axis["axis"] = alt.Axis(tickMinStep=1)
    lying = plan.mark == Mark.BAR and across["type"] == "nominal"
    encoding = {"x": alt.X(**(up if lying else across)), "y": alt.Y(**(across if lying else up))}
    if plan.colour:
        encoding["color"] = alt.Color(**shown(plan.colour, measured=heat), scale=_scale(alt, kinds[plan.colour], heat))
        if kinds[plan.colour] in _WORDS and plan.mark in _APART:
            # series differ without colour too
            encoding[_APART[plan.mark]] = {"strokeDash": alt.StrokeDash, "shape": alt.Shape}[_APART[plan.mark]](
                **shown(plan.colour)
            )
    drawn = alt.Chart(alt.Data(values=list(values)))
    marked = {
        Mark.BAR: lambda: drawn.mark_bar(color=SERIES[0]),
        Mark.LINE: lambda: drawn.mark_line(color=SERIES[0], point=alt.OverlayMarkDef(color=SERIES[0])),
        Mark.POINT: lambda: drawn.mark_point(color=SERIES[0], filled=True, size=60),
        Mark.HEAT: drawn.mark_rect,
    }[plan.mark]()
    sized = {"width": WIDE, "height": alt.Step(STEP) if lying or (heat and up["type"] != "quantitative") else HIGH}
    made: dict[str, Any] = _dressed(alt, marked.encode(**encoding).properties(**sized)).to_dict()
    return made


def _small(values: Sequence[dict[str, Any]], place: int) -> bool:
    """Years and counts: figures that are read without spaces in them."""
    return all(abs(row[f"c{place}"] or 0) < 10_000 for row in values)


def _type(kind: str, mark: Mark, measured: bool) -> str:
    if measured:
        return "quantitative"
    if kind in _WORDS:
        return "nominal"
    if kind == "day":
        return "ordinal" if mark == Mark.HEAT else "temporal"
    return "ordinal" if mark == Mark.HEAT else "quantitative"


def _scale(alt: Any, kind: str, heat: bool) -> Any:
    """Steps for figures, so that every colour of a picture is a token; series apart for words."""
    if heat or kind not in _WORDS:
        return alt.Scale(type="quantize", range=list(SCALE))
    return alt.Scale(range=list(SERIES))


def _dressed(alt: Any, made: Any) -> Any:
    axis = {
        "labelFont": FONT, "titleFont": FONT, "labelColor": INK_2, "titleColor": INK, "labelFontSize": 12,
        "titleFontSize": 12, "titleFontWeight": 600, "labelLimit": 260, "titlePadding": 14, "labelAngle": 0,
        "labelOverlap": True,
    }  # fmt: skip
    lines = {"gridColor": RULE, "domainColor": RULE_2, "tickColor": RULE_2}
    legend = {name: value for name, value in axis.items() if name not in {"labelAngle", "labelOverlap"}}
    return (
        made.configure(background="transparent", font=FONT, padding={"left": 24, "right": 40, "top": 4, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(**axis, **lines)
        .configure_legend(**legend, symbolStrokeWidth=0)
    )
