"""What the page says of the project's own money: how deep the need goes, when, and whether the funds named reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts import bar

from . import bridge, phrases

MILLION = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class CashPage:
    """`enough` is None where no own or borrowed funds are named."""

    headline: str
    deck: str
    enough: bool | None
    chart: Any


def build(content: Mapping[str, Any], calculation: Any, delay: int) -> CashPage | None:
    """None while there are no costs."""
    flow = bridge.cash_flow(calculation, delay)
    if not flow.periods:
        return None
    funds = sum((Decimal(content["money"][name] or 0) for name in ("own_funds", "loan_funds")), Decimal(0))
    lacking = flow.lacking(funds)
    when = phrases.half_year(_code(flow.at))
    headline = _("The project needs %(sum)s of its own and borrowed money; the peak: %(when)s") % {
        "sum": formatting.money_short(flow.need), "when": when,
    }  # fmt: skip
    return CashPage(headline, _deck(flow, funds, lacking), None if not funds else not lacking, _chart(flow))


def _deck(flow: Any, funds: Decimal, lacking: Decimal) -> str:
    left = _("What the subsidy does not pay back: %(sum)s.") % {"sum": formatting.money(flow.left)}
    if not funds:
        return _("Own and borrowed funds are not named yet.") + " " + left
    if lacking:
        said = _("Named are %(funds)s of own and borrowed funds: %(lacking)s is lacking.")
        return said % {"funds": formatting.money(funds), "lacking": formatting.money(lacking)} + " " + left
    return _("Named are %(funds)s of own and borrowed funds: enough.") % {"funds": formatting.money(funds)} + " " + left


def _chart(flow: Any) -> Any:
    """Costs and the subsidy by half-year, in millions."""
    bars = [
        bar.Bar(
            phrases.half_year_short(_code(each.period)),
            _millions(each.spent),
            _millions(each.paid),
            own=_millions(-each.balance),
        )
        for each in flow.periods
    ]
    return bar.build(_("Costs and the subsidy by half-year, RUB mn"), bars, unit=_("RUB mn"))


def _millions(rubles: Decimal) -> Decimal:
    return (rubles / MILLION).quantize(Decimal("0.1"))


def _code(period: Any) -> str:
    return str(period).replace("-", "")
