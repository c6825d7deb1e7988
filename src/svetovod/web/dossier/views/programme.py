"""The development programme: its versions, goals, measures and indicators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.forms import (
    ApproveForm,
    DoneForm,
    GoalForm,
    IndicatorForm,
    MeasureForm,
    PointsForm,
    YearsForm,
)
from svetovod.web.dossier.pages import Page, page_for

from .acting import found

FIELDS = ("number", "name", "due_on")
INDICATOR = ("name", "unit", "step", "better", "baseline", "baseline_year")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: Request, slug: str) -> HttpResponse:
    """The version in force, else the draft. A POST opens a draft."""
    page = page_for(request, slug, "programme")
    seen = selectors.programme(page.actor, page.cluster, page.on)
    years = (
        {"first_year": seen.row.first_year, "last_year": seen.row.last_year} if seen else {"first_year": page.on.year}
    )
    form = YearsForm(request.POST or None, initial=years)
    asked = lambda: services.programme_open(  # noqa: E731 - the call the form is good for
        actor=request.actor, cluster=page.cluster, at=request.moment, **form.cleaned_data
    )
    if request.method == "POST" and tried(form, asked):
        messages.success(request, _("The draft of the programme is open."))
        draft = selectors.versions(page.actor, page.cluster)[0]
        return redirect(page.url("programme_version", draft.version))
    context = _context(page, seen) | {"years": form}
    return render(request, "dossier/programme.html", context, status=422 if request.method == "POST" else 200)


def _context(page: Page, seen: selectors.ProgrammeView | None) -> dict[str, Any]:
    versions = selectors.versions(page.actor, page.cluster)
    return {"page": page, "seen": seen, "versions": versions, "drafting": any(v.approved_on is None for v in versions)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_version(request: Request, slug: str, version: int) -> HttpResponse:
    """One version; which of its forms was sent is said by the button."""
    page = page_for(request, slug, "programme")
    seen = found(selectors.programme(page.actor, page.cluster, page.on, version))
    forms = _forms(request, page, seen) if page.editable and seen.draft else {}
    what = request.POST.get("what", "") if request.method == "POST" else ""
    sent = forms.get(what)
    if sent is not None and tried(sent, lambda: _act(request, what, seen.row, sent)):
        messages.success(request, _("Saved."))
        return redirect(page.url("programme_version", version))
    context = _context(page, seen) | {"forms": forms}
    return render(request, "dossier/programme.html", context, status=422 if request.method == "POST" else 200)


def _forms(request: Request, page: Page, seen: selectors.ProgrammeView) -> dict[str, Any]:
    """Only what was sent is bound."""
    posted = {request.POST.get("what", ""): request.POST} if request.method == "POST" else {}
    return {
        "goal": GoalForm(posted.get("goal"), prefix="goal"),
        "measure": MeasureForm(posted.get("measure"), prefix="measure", **_choices(page, seen.row)),
        "indicator": IndicatorForm(posted.get("indicator"), prefix="indicator"),
        "approve": ApproveForm(posted.get("approve"), prefix="approve"),
    }


def _choices(page: Page, row: Any) -> dict[str, Any]:
    present = selectors.participants_on(page.actor, page.cluster, page.on)
    people = [(line.member.organisation_id, line.name) for line in present]
    people.insert(0, (page.cluster.manager_id, str(page.cluster.manager)))
    return {"people": people, "goals": [(goal.pk, goal.text) for goal in row.goals.all()]}


def _act(request: Request, what: str, row: Any, form: Any) -> None:
    common = {"actor": request.actor, "programme": row, "at": request.moment}
    match what:
        case "goal":
            services.goal_add(**common, **form.cleaned_data)
        case "measure":
            services.measure_save(**common, fields=form.cleaned_data)
        case "indicator":
            services.indicator_save(**common, fields=form.cleaned_data)
        case _:
            services.programme_approve(**common, **form.cleaned_data)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "programme", reads="dossier.read_papers")
    row = found(selectors.measure_get(page.actor, page.cluster, pk))
    what = request.POST.get("what", "") if request.method == "POST" else ""
    back = page.url("programme_version", row.programme.version)
    if what == "delete":
        return _deleted(request, row, back)
    posted = {what: request.POST}
    known = {name: getattr(row, name) for name in FIELDS} | {"responsible": row.responsible_id, "goal": row.goal_id}
    told = {"on": row.done_on, "result": row.result, "project": row.project}
    forms = {
        "edit": MeasureForm(posted.get("edit"), initial=known, prefix="edit", **_choices(page, row.programme)),
        "done": DoneForm(posted.get("done"), initial=told, prefix="done"),
    }
    acts: dict[str, Callable[[], Any]] = {
        "edit": lambda: services.measure_save(
            actor=request.actor, programme=row.programme, measure=row, fields=forms["edit"].cleaned_data,
            at=request.moment,
        ),
        "done": lambda: services.measure_tell(
            actor=request.actor, measure=row, at=request.moment, **forms["done"].cleaned_data
        ),
    }  # fmt: skip
    if what in acts and tried(forms[what], acts[what]):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"page": page, "row": row, "forms": forms, "back": back}
    return render(request, "dossier/measure.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "programme", reads="dossier.read_papers")
    line = found(selectors.indicator_get(page.actor, page.cluster, pk, page.on))
    row, draft = line.row, line.row.programme.approved_on is None
    what = request.POST.get("what", "") if request.method == "POST" else ""
    if what == "delete":
        return _deleted(request, row, page.url("programme_version", row.programme.version))
    posted = {what: request.POST}
    known = {name: getattr(row, name) for name in INDICATOR}
    points = PointsForm(posted.get("points"), points=line.points, plans=draft)
    forms = {
        "edit": IndicatorForm(posted.get("edit"), initial=known, prefix="edit"),
        "points": points,
    }
    acts: dict[str, Callable[[], Any]] = {
        "edit": lambda: services.indicator_save(
            actor=request.actor, programme=row.programme, indicator=row, fields=forms["edit"].cleaned_data,
            at=request.moment,
        ),
        "points": lambda: services.indicator_points(
            actor=request.actor, indicator=row, values=points.values(), at=request.moment
        ),
    }  # fmt: skip
    if what in acts and tried(forms[what], acts[what]):
        messages.success(request, _("Saved."))
        return redirect(page.url("indicator", pk))
    context = {"page": page, "line": line, "forms": forms, "draft": draft}
    return render(request, "dossier/indicator.html", context, status=422 if request.method == "POST" else 200)


def _deleted(request: Request, row: Any, back: str) -> HttpResponse:
    services.programme_row_delete(actor=request.actor, row=row, at=request.moment)
    messages.success(request, _("The row is deleted."))
    return redirect(back)


@login_required
@require_POST
def goal_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "programme")
    row = found(selectors.goal_get(page.cluster, pk))
    return _deleted(request, row, page.url("programme_version", row.programme.version))
