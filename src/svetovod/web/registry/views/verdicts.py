import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.typesetting import render_pdf
from svetovod.web.registry import bridge, doors, provenance, selectors, services, verdict_page
from svetovod.web.registry import certificate as paper
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.forms import DayForm
from svetovod.web.registry.models import Cluster, ClusterSheet, StoredVerdict
from svetovod.web.registry.numbers import page as numbers
from svetovod.wording.rules import check_json


@login_required
@require_safe
def verdict(request: Request, slug: str) -> HttpResponse:
    cluster = _cluster(request, slug)
    form, on = asked_day(request)
    sheet = cluster.sheets.select_related("uploaded_by").first()
    context: dict[str, Any] = {"cluster": cluster, "form": form, "sheet": sheet, "on": on}
    context["may_import"] = ACCESS.allows("cluster.import", request.actor, cluster)
    if sheet is None:
        return render(request, "registry/verdict_none.html", context)
    stored, found = _found(cluster, sheet, on)
    until = None if request.clock.show_future else timezone.localtime(request.moment).date()
    outdated = stored is not None and stored.facts_version != bridge.facts().version
    context |= {"stored": stored, "outdated": outdated, "page": verdict_page.build(found), "until": until}
    context |= _evidence(context["page"], sheet, until)
    answers = doors.answers(request.actor, cluster, found, sheet)
    context["answers"] = [(row, answers[row.key]) for row in context["page"].rows if row.key in answers]
    context["doubts"] = numbers.doubts(sheet.content)
    context["sources"] = provenance.sources(sheet, doors.signed(request.actor, sheet))
    return render(request, "registry/verdict.html", context, status=422 if form.errors else 200)


def _evidence(page: verdict_page.Page, sheet: ClusterSheet, until: date | None) -> dict[str, Any]:
    compared = verdict_page.comparison(page.verdict, sheet.content, until)
    other_day, other = compared if compared else (None, None)
    return {
        "heat": verdict_page.purchases(sheet.content),
        "outside": verdict_page.outside_purchases(sheet.content),
        "other_day": other_day,
        "other": other,
        "later": bool(other_day and other_day > page.verdict.on),
        "changes": verdict_page.changes(page, other) if other else [],
        "editions": bridge.editions(until),
        "sources_said": provenance.sentence(sheet),
        "sources_tally": provenance.tally(sheet),
        "sources_gaps": provenance.gaps(sheet),
        "notes_read": [bridge.say_problem(bridge.problem_of(n), formatting.lang()) for n in sheet.notes],
    }


@login_required
@require_POST
def recalculate(request: Request, slug: str) -> HttpResponse:
    """Keeps the verdict of a day: a page that is only looked at writes nothing."""
    cluster = _cluster(request, slug)
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refused("verdict.day", _("Write a day: 24.06.2021."))
    on = form.cleaned_data["on"]
    services.verdict_make(
        actor=request.actor, cluster=cluster, on=on, at=request.moment, show_future=request.clock.show_future
    )
    messages.success(request, _("The verdict as of %(day)s is kept.") % {"day": formatting.day(on)})
    return redirect(f"{reverse('registry:verdict', args=[slug])}?on={on.isoformat()}")


@login_required
@require_safe
def download(request: Request, slug: str) -> HttpResponse:
    """The verdict as `svetovod check --json` prints it."""
    cluster, sheet, on = _subject(request, slug)
    lang = formatting.lang()
    notes = [bridge.problem_of(note) for note in sheet.notes]
    result = check_json(sheet.file_name, _found(cluster, sheet, on)[1], notes, lang)
    response = HttpResponse(json.dumps(result, ensure_ascii=False, indent=2), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{on.isoformat()}.json"'
    return response


@login_required
@require_safe
def certificate(request: Request, slug: str) -> HttpResponse:
    """The certificate as PDF: drawn from a kept verdict only."""
    cluster, sheet, on = _subject(request, slug)
    stored, found = _found(cluster, sheet, on)
    if stored is None:
        raise Refused(
            "verdict.not_kept", _("A certificate is made of a kept verdict. Keep the verdict of this day first.")
        )
    answers = doors.answers(request.actor, cluster, found, stored.sheet)
    data = paper.data(stored, formatting.lang(), doors.signed(request.actor, stored.sheet), answers)
    pdf = render_pdf("registry/conformity.typ", data, at=stored.made_at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}-{on.isoformat()}.pdf"'
    return response


def _cluster(request: Request, slug: str) -> Cluster:
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    return cluster


def _subject(request: Request, slug: str) -> tuple[Cluster, ClusterSheet, date]:
    cluster = _cluster(request, slug)
    form, on = asked_day(request)
    sheet = cluster.sheets.first()
    if sheet is None:
        raise Hidden
    if form.errors:
        raise Refused("verdict.day", " ".join(map(str, form.errors["on"])))
    return cluster, sheet, on


def asked_day(request: Request, given: QueryDict | None = None) -> tuple[DayForm, date]:
    """The day asked for, in the address unless `given`; today by the domain where none is, or it cannot be had."""
    today = timezone.localtime(request.moment).date()
    given = request.GET if given is None else given
    form = DayForm(given if given.get("on") else {"on": today.isoformat()})
    if not form.is_valid():
        return form, today
    try:
        services.refuse_day(form.cleaned_data["on"], request.moment, show_future=request.clock.show_future)
    except Refused as refusal:
        form.add_error("on", str(refusal))
        return form, today
    return form, form.cleaned_data["on"]


def _found(cluster: Cluster, sheet: ClusterSheet, on: date) -> tuple[StoredVerdict | None, Any]:
    """The kept verdict of that day, or one computed for this page only."""
    stored = selectors.verdict_for(cluster, sheet, on)
    if stored is not None:
        return stored, bridge.verdict_of(stored.result)
    return None, bridge.assess(sheet.content, on=on, facts=bridge.facts())
