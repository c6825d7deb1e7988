"""The what-if panel: steps in the address, nothing kept."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, provenance, selectors
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet
from svetovod.web.registry.whatif import forms, page, steps

from .verdicts import asked_day

CANONICAL = {"s", "a", "on", "buyer"}


@login_required
@require_safe
def what_if(request: Request, slug: str) -> HttpResponse:
    """The verdict after the steps of the address."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    sheet = cluster.sheets.first()
    day, on = asked_day(request)
    if sheet is None:
        context = {"cluster": cluster, "may_import": ACCESS.allows("cluster.import", request.actor, cluster)}
        return render(request, "registry/what_if_none.html", context)
    asked = steps.asked(request.GET)
    panel = page.build(sheet.content, asked, on, selectors.sellers_named(sheet))
    added = _adding(request, panel, asked)
    if moved := _moved(request, cluster, asked, on, added):
        return redirect(moved)
    bad = bool(day.errors or panel.wrong or any(form.errors for form in added))
    context = _context(request, cluster, sheet, panel, asked, on) | {"day": day, "forms": added}
    return render(request, "registry/what_if.html", context, status=422 if bad else 200)


def _adding(request: Request, panel: page.Panel, asked: list[steps.Asked]) -> list[forms.StepForm]:
    """Every form that adds a step; the one whose button was pressed knows what was typed."""
    given: dict[str, Any] = {
        "tried": panel.tried,
        "names": panel.names,
        "free_name": steps.next_anybody(asked),
        "only": request.GET.get("buyer", ""),
    }
    pressed = request.GET.get("add")
    return [form(request.GET if form.kind == pressed else None, **given) for form in forms.FORMS]


def _moved(request: Request, cluster: Cluster, asked: list[steps.Asked], on: date, added: list[forms.StepForm]) -> str:
    """The short address of what a pressed button asks; empty where the page is to be shown as it is."""
    here, now, names = reverse("registry:what_if", args=[cluster.slug]), list(asked), set(request.GET)
    sent = next((form for form in added if form.is_bound), None)
    if sent is not None and sent.is_valid() and len(now) < steps.MOST:
        now.append(steps.Asked(*sent.step(), None))
        return f"{here}{steps.query(now, on.isoformat(), buyer=sent.only)}#steps"
    if "drop" in names:
        now = [each for place, each in enumerate(asked) if str(place) != request.GET["drop"]]
    elif "plan" in names:
        here = reverse("registry:plan", args=[cluster.slug])
    elif sent is not None or names <= CANONICAL:
        return ""
    return f"{here}{steps.query(now, request.GET.get('on', ''), buyer=request.GET.get('buyer', ''))}"


def _context(  # noqa: PLR0917
    request: Request, cluster: Cluster, sheet: ClusterSheet, panel: page.Panel, asked: list[steps.Asked], on: date
) -> dict[str, Any]:
    until = None if request.clock.show_future else timezone.localtime(request.moment).date()
    editions = [(each, steps.query(asked, each.on.isoformat())) for each in bridge.editions(until)]
    sellers = sorted(
        {p.seller for p in panel.tried.positions if p.seller} - {p.inn for p in panel.tried.cluster.participants}
    )
    return {
        "cluster": cluster, "sheet": sheet, "panel": panel, "page": panel.after, "on": on, "editions": editions,
        "buyer": request.GET.get("buyer", ""), "most": len(asked) >= steps.MOST, "whose": provenance.sentence(sheet),
        "sellers": [(inn, panel.names(inn)) for inn in sellers],
        "buyers": [(inn, panel.names(inn)) for inn in dict.fromkeys(p.buyer for p in panel.tried.positions)],
    }  # fmt: skip
