"""What the project may get: row by row, step by step, with the sources, for any day."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.charts import bar
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.pages import Page, page_for

MILLION = Decimal(10**6)


@login_required
@require_safe
def subsidy(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "subsidy")
    asked = _day(request.GET.get("on"))
    on = asked or page.on
    calculation = bridge.subsidy_or_none(page.content, on)
    context: dict[str, Any] = {"page": page, "on": on, "bad_day": bool(request.GET.get("on")) and not asked}
    if calculation is not None:
        context |= {
            "calculation": calculation,
            "said": bridge.say_calculation(calculation, formatting.lang()),
            "rows": list(zip(page.content["costs"], bridge.say_rows(calculation, formatting.lang()), strict=True)),
            "chart": cash_flow(page, calculation),
        }
    return render(request, "projects/subsidy.html", context)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def cash_flow(page: Page, calculation: Any) -> Any:
    """Costs that count and the subsidy by half-year, in millions: the payment follows the costs."""
    payments = bridge.payments(calculation)
    bars = [
        bar.Bar(
            phrases.half_year_short(str(p.period).replace("-", "")),
            (p.costs / MILLION).quantize(Decimal("0.1")),
            (p.amount / MILLION).quantize(Decimal("0.1")),
        )
        for p in payments
    ]
    if not bars:
        return None
    return bar.build(_("Costs that count and the subsidy by half-year, RUB mn"), bars, unit=_("RUB mn"))
