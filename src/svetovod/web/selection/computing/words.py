"""Values of an application by name, faults of a formula and of a scale with their place, numbers of a result."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svetovod.web.common import formatting
from svetovod.web.selection.models import Criterion

from . import bridge

VALUES: dict[str, Any] = {
    "requested": gettext_lazy("subsidy requested, RUB"),
    "own_funds": gettext_lazy("own funds, RUB"),
    "loan_funds": gettext_lazy("loans, RUB"),
    "estimate": gettext_lazy("sum of the estimate, RUB"),
    "participants": gettext_lazy("participants of the project"),
    "regions": gettext_lazy("regions of the participants"),
    "taxes": gettext_lazy("taxes over the years of the plan, RUB"),
    "revenue": gettext_lazy("revenue over the years of the plan, RUB"),
    "output": gettext_lazy("output over all half-years, in its unit"),
    "sales_inside": gettext_lazy("sales to participants over all half-years, in their unit"),
    "sales_outside": gettext_lazy("sales outside the cluster over all half-years, in their unit"),
    "jobs": gettext_lazy("jobs in the last half-year"),
    "high_performance_jobs": gettext_lazy("high-performance jobs in the last half-year"),
    "own_share": gettext_lazy("share of own components in the last half-year, %"),
}
FORMULA_FAULTS: dict[str, Any] = {
    "empty": gettext_lazy("Write the formula of the computed criterion."),
    "syntax": gettext_lazy("Formula, sign %(column)d: “%(text)s” is not understood here."),
    "name": gettext_lazy(
        "Formula, sign %(column)d: there is no value “%(text)s”. The names are listed beside the form."
    ),
    "number": gettext_lazy("Formula, sign %(column)d: write the number “%(text)s” with digits and a decimal point."),
    "function": gettext_lazy("Formula, sign %(column)d: of functions there are min(…, …) and max(…, …) only."),
    "long": gettext_lazy("The formula is longer than 300 signs."),
}
SCALE_FAULTS: dict[str, Any] = {
    "empty": gettext_lazy("Write the scale: a value, a colon and points, one step a line."),
    "step": gettext_lazy("Scale, line %(line)d: write a value, a colon and points, for example 0.2: 5."),
    "number": gettext_lazy("Scale, line %(line)d: “%(text)s” is not a number."),
    "order": gettext_lazy("Scale, line %(line)d: values go from the least to the greatest."),
    "negative": gettext_lazy("Scale, line %(line)d: points are not less than 0."),
    "many": gettext_lazy("The scale has more than 30 steps."),
}
TOKENS = re.compile(r"[a-z_]+|[\d.]+|.")
SIGNS: dict[str, Any] = {
    "*": "×", "-": "−", ",": ";",
    "min": pgettext_lazy("function of a formula", "the least of "),
    "max": pgettext_lazy("function of a formula", "the greatest of "),
}  # fmt: skip
NOTHING = pgettext_lazy("value of an application", "not said")


def formula_fault(text: str) -> str:
    """What is wrong with the formula and where; "" when nothing is."""
    try:
        bridge.names_of(text)
    except bridge.FormulaError as error:
        return str(FORMULA_FAULTS[error.code]) % {"column": error.column, "text": error.text}
    return ""


def scale_fault(text: str) -> str:
    try:
        bridge.steps_of(text)
    except bridge.ScaleError as error:
        return str(SCALE_FAULTS[error.code]) % {"line": error.line, "text": error.text}
    return ""


def faults(row: Criterion) -> Iterator[str]:
    """What a computed criterion lacks before the announcement."""
    named = {"code": row.code}
    for fault in (formula_fault(row.formula), scale_fault(row.scale)):
        if fault:
            yield f"{row.code}. {fault}"
    if scale_fault(row.scale) or row.maximum is None:
        return
    top = max(points for _value, points in bridge.steps_of(row.scale))
    if top > row.maximum:
        yield _("%(code)s. The scale gives more points than the maximum of the criterion.") % named
    if any(points != round(points, 2) for _value, points in bridge.steps_of(row.scale)):
        yield _("%(code)s. Points of the scale have at most two decimals.") % named


def exact(text: str) -> Fraction:
    return Fraction(text)


def number(value: Decimal | Fraction | None) -> str:
    """To four decimals; what is cut is in the export exactly."""
    if value is None:
        return str(NOTHING)
    exact = Fraction(value)
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = round(shown, 4)
    return formatting.number(Decimal(format(rounded.normalize() if rounded else Decimal(0), "f")))


def steps_said(text: str) -> str:
    """`from 0.2: 5; from 0.5: 8` as it is written, and nothing for a scale that cannot be read."""
    if scale_fault(text):
        return ""
    said = (
        _("from %(value)s: %(points)s") % {"value": formatting.number(value), "points": formatting.number(points)}
        for value, points in bridge.steps_of(text)
    )
    return "; ".join(said)


def formula_said(text: str) -> str:
    """The formula with the names of its values in words, «own funds, RUB» / «sum of the estimate, RUB»: what applicants
    read. Its numbers have all their decimals. A formula that cannot be read is told as it is written."""
    return text if formula_fault(text) else "".join(_token_said(each) for each in TOKENS.findall(text))


def _token_said(token: str) -> str:
    if token in VALUES:
        return _("“%(name)s”") % {"name": VALUES[token]}
    if token[0].isdigit():
        return formatting.number(Decimal(token))
    return str(SIGNS.get(token, token))
