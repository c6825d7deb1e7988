"""A plan as a chart of Altair. Columns go in under names of ours, so that no name of a column means anything to it."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from .plan import Aggregate, Mark, Plan

# the tokens of the product, light; a page puts its own in their place
INK, INK_2, RULE, RULE_2 = "#1a1e27", "#525866", "#dcd5c6", "#8f8a7f"
SCALE = ("#d5dfee", "#a9bedd", "#7192c4", "#3d63a0", "#17386f")
SERIES = ("#17386f", "#7192c4", "#8f8a7f", "#a9bedd", "#525866", "#3d63a0")
FONT = "Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
WIDE, HIGH, STEP = 640, 320, 22
_WORDS = {"text", "flag"}
_APART = {Mark.LINE: "strokeDash", Mark.POINT: "shape"}


def chart(
    plan: Plan, columns: Mapping[str, tuple[str, str]], rows: Sequence[Sequence[Any]], word: str
) -> dict[str, Any]:
    """The specification of Vega-Lite, with the data in it. `columns`: name and kind by what each is drawn as, in the
    order of the cells; `rows` are put together already. `word`: what an axis says of the aggregate."""
    alt: Any = import_module("altair")
    heat = plan.mark == Mark.HEAT
    measured = "colour" if heat else "y"
    values = [dict(zip(columns, row, strict=True)) for row in rows]

    def shown(role: str) -> dict[str, Any]:
        name, kind = columns[role]
        put = role == measured and plan.aggregate
        title = (word if plan.aggregate == Aggregate.COUNT else f"{word} ({name})") if put else name
        return {"field": role, "type": _type(kind, plan.mark, measured=role == measured), "title": title}

    across, up = shown("x"), shown("y")
    for axis in (across, up):
        if axis["type"] in {"nominal", "ordinal"} and not heat:
            axis["sort"] = None
    for axis in (across, up):
        if columns[axis["field"]][1] == "whole" and axis["type"] == "quantitative":
            axis["axis"] = alt.Axis(tickMinStep=1, format="d" if _small(values, axis["field"]) else ",d")
    lying = plan.mark == Mark.BAR and across["type"] == "nominal"
    encoding = {"x": alt.X(**(up if lying else across)), "y": alt.Y(**(across if lying else up))}
    if "colour" in columns:
        words = columns["colour"][1] in _WORDS
        encoding["color"] = alt.Color(**shown("colour"), scale=_scale(alt, words=words and not heat))
        if words and plan.mark in _APART:
            # series differ without colour too
            encoding[_APART[plan.mark]] = {"strokeDash": alt.StrokeDash, "shape": alt.Shape}[_APART[plan.mark]](
                **shown("colour")
            )
    drawn = alt.Chart(alt.Data(values=values))
    marked = {
        Mark.BAR: lambda: drawn.mark_bar(color=SERIES[0]),
        Mark.LINE: lambda: drawn.mark_line(color=SERIES[0], point=alt.OverlayMarkDef(color=SERIES[0])),
        Mark.POINT: lambda: drawn.mark_point(color=SERIES[0], filled=True, size=60),
        Mark.HEAT: drawn.mark_rect,
    }[plan.mark]()
    sized = {"width": WIDE, "height": alt.Step(STEP) if lying or (heat and up["type"] != "quantitative") else HIGH}
    made: dict[str, Any] = _dressed(alt, marked.encode(**encoding).properties(**sized)).to_dict()
    return made


def _small(values: Sequence[dict[str, Any]], role: str) -> bool:
    """Years and counts: figures that are read without spaces in them."""
    return all(abs(row[role] or 0) < 10_000 for row in values)


def _type(kind: str, mark: Mark, *, measured: bool) -> str:
    if measured:
        return "quantitative"
    if kind in _WORDS:
        return "nominal"
    if kind == "day":
        return "ordinal" if mark == Mark.HEAT else "temporal"
    return "ordinal" if mark == Mark.HEAT else "quantitative"


def _scale(alt: Any, *, words: bool) -> Any:
    """Steps for figures, so that every colour of a picture is a token; series apart for words."""
    if not words:
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
