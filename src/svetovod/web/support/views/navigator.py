from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.support import pages, phrases, selectors
from svetovod.web.support.forms import NavigatorForm


def today_of(request: Request) -> date:
    return timezone.localtime(request.moment).date()


@require_safe
def navigator(request: Request) -> HttpResponse:
    """Questions, and which measures fit the answers."""
    today = today_of(request)
    form = NavigatorForm(request.GET or None, today=today)
    question = form.question() if form.is_valid() else selectors.question(on=today)
    found = selectors.fitting(question)
    rows = pages.match_rows(found, question)
    context = {
        "form": form, "rows": rows, "question": question, "clashes": pages.clash_rows(found, question),
        "answer": phrases.answer(found, question), "groups": pages.grouped(rows),
    }  # fmt: skip
    return render(request, "support/navigator.html", context, status=422 if form.errors else 200)


@require_safe
def measure(request: Request, measure: str) -> HttpResponse:
    """One measure: its terms on the day, what they were before, and what it cannot be combined with."""
    on = today_of(request)
    found = selectors.measure_get(measure, on if not request.clock.show_future else None)
    context = {"measure": pages.measure_page(found, on), "on": on}
    return render(request, "support/measure.html", context)


@require_safe
def matrix(request: Request) -> HttpResponse:
    """Which costs which measure pays for, and which exclude each other."""
    on = today_of(request)
    return render(request, "support/matrix.html", {"table": pages.matrix(selectors.measures(on), on), "on": on})
