from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, plan_page, selectors
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.forms import WeightsForm
from svetovod.web.registry.whatif import bridge as trial
from svetovod.web.registry.whatif import steps, words

from .verdicts import asked_day


@login_required
@require_safe
def plan(request: Request, slug: str) -> HttpResponse:
    """The cheapest way to conform by the weights in the address; looked at, nothing is written."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    day, on = asked_day(request)
    form = WeightsForm(request.GET if WeightsForm.sent(request.GET) else WeightsForm.usual())
    sheet = cluster.sheets.first()
    asked = steps.asked(request.GET)
    context: dict[str, Any] = {"cluster": cluster, "sheet": sheet, "on": on, "day": day, "form": form, "asked": asked}
    context["what_if"] = steps.query(asked, on.isoformat())
    context["may_import"] = ACCESS.allows("cluster.import", request.actor, cluster)
    if sheet is not None and form.is_valid():
        taken = words.named(asked, words.names_of(sheet.content, {}))
        content = trial.applied(sheet.content, taken, on) if taken else sheet.content
        context |= _answer(content, on, form.weights())
    return render(request, "registry/plan.html", context, status=422 if day.errors or form.errors else 200)


def _answer(content: bridge.Plain, on: date, weights: bridge.Weights) -> dict[str, Any]:
    try:
        return {"page": plan_page.build(content, on, weights)}
    except OverflowError:
        return {"why_not": _("The purchases are too large to look for a plan. Check that they are in rubles.")}
    except TimeoutError:
        return {"why_not": _("The search took too long. Forbid some steps, or use the command line: svetovod plan.")}
