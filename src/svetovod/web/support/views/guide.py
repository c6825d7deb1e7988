"""The guide: two steps in plain words, with a calculator for each, for any day."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.support import guide as pages
from svetovod.web.support import handout as paper
from svetovod.web.support import selectors
from svetovod.web.support.forms import DayForm, EstimateForm, SketchForm
from svetovod.web.support.plain_words import NEXT, SUMMARY

from .navigator import today_of


@require_safe
def guide(request: Request) -> HttpResponse:
    today = today_of(request)
    day = DayForm(request.GET if "on" in request.GET else None, today=today)
    on, law = day.day, selectors.law(None if request.clock.show_future else today)
    context = steps(on, law) | {"day_form": day} | _conformity(request, on, law) | _subsidy(request, on, law)
    forms = (day, context["sketch_form"], context["estimate_form"])
    return render(request, "support/guide.html", context, status=422 if any(form.errors for form in forms) else 200)


def steps(on: date, law: Any) -> dict[str, Any]:
    registry, selection = (pages.step(act, on, law) for act in (pages.REGISTRY, pages.SELECTION))
    return {
        "summary": SUMMARY, "next": NEXT, "on": on, "registry": registry, "selection": selection,
        "rate": selection.row(*pages.RATES), "cap": selection.row(*pages.CAPS),
    }  # fmt: skip


def _conformity(request: Request, on: date, law: Any) -> dict[str, Any]:
    asked = pages.measures_asked(on, law)
    form = SketchForm(request.GET, measures=asked)
    if not form.asked:
        return {"sketch_form": SketchForm(measures=asked)}
    return {"sketch_form": form, "judged": pages.judge(form.figures, asked, on, law) if form.is_valid() else None}


def _subsidy(request: Request, on: date, law: Any) -> dict[str, Any]:
    paid = pages.paid_items(on, law)
    form = EstimateForm(request.GET, paid=paid)
    if not form.asked or not paid:
        return {"estimate_form": EstimateForm(paid=paid)}
    counted = pages.count(form.costs, form.cleaned_data["requested"], on, law) if form.is_valid() else None
    return {"estimate_form": form, "counted": counted}


@require_safe
def handout(request: Request) -> HttpResponse:
    """The same on paper, for the chosen day."""
    today = today_of(request)
    day = DayForm(request.GET if "on" in request.GET else None, today=today)
    if not day.is_valid() and day.is_bound:
        raise Hidden
    law = selectors.law(None if request.clock.show_future else today)
    midnight = request.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    response = HttpResponse(paper.pdf(day.day, law, midnight), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="svetovod-guide-{day.day.isoformat()}.pdf"'
    return response
