"""What the project may get: row by row, step by step, with the sources, for any day; and what if."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, cash_page
from svetovod.web.projects.forms import USUAL_DELAY, WhatIfForm
from svetovod.web.projects.pages import page_for


@login_required
@require_safe
def subsidy(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "subsidy")
    usual = {"on": page.on.isoformat(), "delay": str(USUAL_DELAY)}
    form = WhatIfForm(usual | request.GET.dict() if request.GET else None, initial=usual)
    form.is_valid()
    on = form.asked("on") or page.on
    by_law = bridge.subsidy_or_none(page.content, on)
    context: dict[str, Any] = {"page": page, "on": on, "form": form, "bad_day": form.is_bound and "on" in form.errors}
    if by_law is not None:
        rate, cap = form.rate_asked, form.asked("cap")
        changed = rate is not None or cap is not None
        calculation = bridge.what_if(page.content, by_law, rate=rate, cap=cap) if changed else by_law
        delay = form.asked("delay")
        context |= {
            "calculation": calculation,
            "by_law": by_law if changed else None,
            "said": bridge.say_calculation(calculation, formatting.lang()),
            "rows": list(zip(page.content["costs"], bridge.say_rows(calculation, formatting.lang()), strict=True)),
            "cash": cash_page.build(page.content, calculation, USUAL_DELAY if delay is None else delay),
        }
    return render(request, "projects/subsidy.html", context)
