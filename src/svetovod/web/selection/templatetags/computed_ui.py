"""Formulas, scales and source cells in words: `{% load computed_ui %}`."""

from typing import Any

from django.template import Library

from svetovod.web.common import formatting
from svetovod.web.projects.enums import CostKind
from svetovod.web.selection import bridge
from svetovod.web.selection.computing import words

register = Library()
register.filter("exact", words.number)
register.filter("steps_said", words.steps_said)
register.filter("formula_said", words.formula_said)


@register.filter
def value_name(name: str) -> Any:
    return words.VALUES[name]


@register.filter
def cell_label(cell: Any) -> str:
    """The row of the application as its page names it."""
    if cell.path.startswith("costs[") and cell.label in CostKind.values:
        return str(CostKind(cell.label).label)
    return str(cell.label)


@register.filter
def cell_value(cell: Any) -> str:
    """A figure by the rules of the language; a region by its name; an INN as it is."""
    if cell.path.endswith(".region"):
        return bridge.region_name(cell.value, formatting.lang())
    return str(cell.value) if cell.path.endswith(".inn") else words.number(words.exact(cell.value))
