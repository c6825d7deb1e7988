"""Cells of an answer as a reader reads them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import bridge
from .enums import ChartAggregate
from .models import SavedQuestion

MOST_SIGNS = 300
_EXACT = 400  # digits: a number of the engine has up to 309 before its point


def titled(question: SavedQuestion) -> str:
    """In the language of the page where the question has one in it."""
    return question.title_en if formatting.lang() == "en" and question.title_en else question.title_ru


def aggregate(chart: Mapping[str, str]) -> str:
    """How rows of one place are put together, in a word; empty where they are not."""
    return str(ChartAggregate(chart["aggregate"]).label) if chart["aggregate"] else ""


def cell(value: Any, kind: str) -> str:
    if value is None:
        return formatting.DASH
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formatting.day(value)
    if kind in bridge.FIGURES:
        return formatting.number(_short(value))
    return value if len(value) <= MOST_SIGNS else f"{value[:MOST_SIGNS]}…"


def row(values: Sequence[Any], kinds: Sequence[str]) -> list[tuple[str, bool]]:
    """Each cell, and whether it is a figure."""
    return [(cell(value, kind), kind in bridge.FIGURES) for value, kind in zip(values, kinds, strict=True)]


def _short(value: Any) -> Any:
    """A fraction without its tail of digits; the files have all of them."""
    if isinstance(value, int):
        return value
    with localcontext(prec=_EXACT):
        exact = round(Decimal(str(value)), 4)
        return exact.quantize(Decimal("0.01")) if exact == round(exact, 2) else exact
