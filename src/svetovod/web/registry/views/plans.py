from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, provenance, selectors
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.forms import CandidatesForm, RecruitsForm, WeightsForm
from svetovod.web.registry.models import Cluster, ClusterSheet
from svetovod.web.registry.planning import bridge as planning
from svetovod.web.registry.planning import page as plan_page
from svetovod.web.registry.planning import recruits
from svetovod.web.registry.whatif import bridge as trial
from svetovod.web.registry.whatif import steps, words

from .verdicts import asked_day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, slug: str) -> HttpResponse:
    """The cheapest way to conform by the weights in the address, or sent with a file of candidates; nothing is kept."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    given = request.POST if request.method == "POST" else request.GET
    day, on = asked_day(request, given)
    form = WeightsForm(given if WeightsForm.sent(given) else WeightsForm.usual())
    joining = CandidatesForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    sheet, asked = cluster.sheets.first(), steps.asked(given)
    context: dict[str, Any] = {
        "cluster": cluster, "sheet": sheet, "on": on, "day": day, "form": form, "joining": joining, "asked": asked,
        "what_if": steps.query(asked, on.isoformat()),
        "may_import": ACCESS.allows("cluster.import", request.actor, cluster),
    }  # fmt: skip
    if sheet is not None:
        context["whose"] = provenance.sentence(sheet)
        context |= _recruits(request, cluster, sheet, given)
        if form.is_valid():
            context |= _planned(request, sheet, asked, on, form, joining, context["chosen"])
    wrong = any(each.error for each in context.get("chosen", ()))
    bad = day.errors or form.errors or joining.errors or context.get("problems") or wrong
    return render(request, "registry/plan.html", context, status=422 if bad else 200)


def _recruits(request: Request, cluster: Cluster, sheet: ClusterSheet, given: QueryDict) -> dict[str, Any]:
    """Who is chosen from the registry of organisations, and whom the search of the address finds."""
    search = RecruitsForm(given)
    typed = search.cleaned_data if search.is_valid() else {}
    chosen = recruits.chosen(cluster, sheet.content, given)
    text, region = typed.get("q", ""), typed.get("in", "")
    found = recruits.found(cluster, sheet.content, text=text, region=region, but=chosen, given=given)
    return {
        "search": search, "chosen": chosen, "found": found, "searched": bool(text or region),
        "recruits": recruits.carried(chosen), "groups": recruits.groups(sheet.content),
    }  # fmt: skip


def _planned(  # noqa: PLR0917
    request: Request, sheet: ClusterSheet, asked: list[steps.Asked], on: date, form: WeightsForm,
    joining: CandidatesForm, chosen: list[recruits.Recruit],
) -> dict[str, Any]:  # fmt: skip
    """The plan from the workbook, the steps tried before, the chosen of the registry, and the candidates of a file."""
    found: tuple[Any, ...] = ()
    said: dict[str, Any] = {}
    if request.method == "POST" and joining.is_valid():
        file, lang = joining.cleaned_data["candidates"], formatting.lang()
        read = planning.candidates(file.file)
        said = {
            "file_name": file.name, "problems": bridge.told(read.errors, lang), "joining_count": len(read.found or ()),
            "joining_notes": [bridge.say_problem(note, lang) for note in read.notes],
        }  # fmt: skip
        found = read.found or ()
    names = selectors.sellers_named(sheet)
    taken = words.named(asked, words.names_of(sheet.content, names))
    content = trial.applied(sheet.content, taken, on) if taken else sheet.content
    return said | _answer(content, on, form.weights(), [*(each.possible for each in chosen), *found], names)


def _answer(
    content: bridge.Plain, on: date, weights: planning.Weights, joining: Sequence[Any], names: dict[str, str]
) -> dict[str, Any]:
    try:
        return {"page": plan_page.build(content, on, weights, joining, names)}
    except OverflowError:
        return {"why_not": _("The purchases are too large to look for a plan. Check that they are in rubles.")}
    except TimeoutError:
        return {"why_not": _("The search took too long. Forbid some steps, or use the command line: svetovod plan.")}
