"""What the page of efficiency says: the answer, the measures with their formulas, years, sensitivity, the curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts import curve

from . import bridge

MILLION = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: `note` says what an odd value means."""

    label: str
    value: str
    formula: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EfficiencyPage:
    answer: str
    measures: Sequence[Measure]
    lines: Sequence[Any]
    steps: Sequence[str]
    table: Sequence[tuple[str, Sequence[Decimal]]]
    chart: Any


def build(content: Mapping[str, Any], calculation: Any, delay: int) -> EfficiencyPage | None:
    """None while there is no plan."""
    found = bridge.found(content, calculation, delay)
    if found is None:
        return None
    result = found.result
    return EfficiencyPage(
        answer=_answer(result),
        measures=[*_commercial(result), *_budget(result)],
        lines=result.lines,
        steps=[formatting.share(step, 0) if step <= 0 else f"+{formatting.share(step, 0)}" for step in bridge.STEPS],
        table=[(_factor(name), found.table[name]) for name in bridge.FACTORS],
        chart=_chart(result),
    )


def _answer(result: Any) -> str:
    named = {
        "npv": formatting.money_short(result.npv), "rate": formatting.share(result.rate),
        "years": _years(result.discounted_payback),
    }  # fmt: skip
    if result.npv < 0:
        return _("At %(rate)s a year the project is worth %(npv)s: it loses money") % named
    if result.discounted_payback is None:
        return _("At %(rate)s a year the project is worth %(npv)s, and does not pay back within the plan") % named
    return _("At %(rate)s a year the project is worth %(npv)s and pays back in %(years)s") % named


def _years(value: Decimal | None) -> str:
    if value is None:
        return _("not within the plan")
    return _("%(years)s y.") % {"years": formatting.number(value)}


def _commercial(result: Any) -> list[Measure]:
    return [
        Measure(_("Net present value"), formatting.money(result.npv), _("NPV = Σ net flow of the year / (1 + rate)^t")),
        Measure(
            _("The same without the subsidy"), formatting.money(result.npv_without_subsidy),
            _("The subsidy of every year is taken out"),
        ),
        _irr(result),
        Measure(
            _("Simple payback"), _years(result.payback),
            _("The moment from which the running total stays at or above zero; within a year money comes evenly"),
        ),
        Measure(_("Discounted payback"), _years(result.discounted_payback), _("The same of discounted flows")),
    ]  # fmt: skip


def _irr(result: Any) -> Measure:
    label, formula = _("Internal rate of return"), _("The rate at which NPV is zero")
    said = "; ".join(formatting.share(rate) for rate in result.irr)
    if not result.irr:
        return Measure(
            label,
            formatting.DASH,
            formula,
            _("There is none: the flow does not change its sign so that NPV becomes zero."),
        )
    if len(result.irr) > 1:
        return Measure(
            label, said, formula, _("There are several: the flow changes its sign more than once. Judge by NPV.")
        )
    return Measure(label, said, formula)


def _budget(result: Any) -> list[Measure]:
    none = _("There is no subsidy to compare with.") if result.taxes_per_ruble is None else ""

    def ratio(value: Decimal | None) -> str:
        return formatting.number(value) if value is not None else formatting.DASH

    return [
        Measure(
            _("Taxes per ruble of subsidy"), ratio(result.taxes_per_ruble),
            _("Σ taxes %(taxes)s / Σ subsidy %(subsidy)s")
            % {"taxes": formatting.money_short(result.taxes), "subsidy": formatting.money_short(result.subsidy)},
            none,
        ),
        Measure(
            _("The same, both discounted"), ratio(result.discounted_taxes_per_ruble),
            _("Each year divided by (1 + rate)^t"), none,
        ),
        Measure(
            _("Budget effect, discounted"), formatting.money(result.budget_npv), _("Σ (taxes − subsidy) / (1 + rate)^t")
        ),
    ]  # fmt: skip


def _factor(name: str) -> str:
    return {
        "revenue": _("Revenue"), "costs": _("Operating costs"), "investment": _("Costs of the estimate"),
        "subsidy": _("Subsidy"),
    }[name]  # fmt: skip


def _chart(result: Any) -> Any:
    points = [
        curve.Point(str(line.flow.year), _millions(line.total), _millions(line.discounted_total))
        for line in result.lines
    ]
    return curve.build(_("Running total by the end of the year, RUB mn"), points, unit=_("RUB mn"))


def _millions(rubles: Decimal) -> Decimal:
    return (rubles / MILLION).quantize(Decimal("0.1"))
