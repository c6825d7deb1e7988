"""Where a project stands on the functional map and in the programme, and requests to change these."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.fit import page as fit_page
from svetovod.web.projects.fit.requests import changes_asked
from svetovod.web.projects.fit.standing import offered
from svetovod.web.projects.forms import AskForm, ChangeForm, FitForm
from svetovod.web.projects.models import FitLine
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import project_get

TAB = "fit"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fit(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, TAB, writes="project.edit")
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        services.fit_add(actor=page.actor, project=page.project, fields=form.cleaned_data, at=request.moment)
        messages.success(request, _("Saved."))
        return redirect(page.url(TAB))
    asked = changes_asked(page.actor, page.project)
    context = {"page": page, "form": form, "fit": fit_page.build(page, asked), "answer_form": ChangeForm()}
    return render(request, "projects/fit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fit_line(request: Request, code: str, pk: int) -> HttpResponse:
    """One line as it stands now, and a request to change the map or the programme for it."""
    page = page_for(request, code, TAB, writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    line = _line(page.project, pk)
    form = _form(request, page, line)
    if request.method == "POST" and form.is_valid():
        services.fit_edit(actor=page.actor, line=line, fields=form.cleaned_data, at=request.moment)
        messages.success(request, _("Saved."))
        return redirect(page.url(TAB))
    context = {"page": page, "form": form, "line": line, "ask": AskForm(initial={"part": request.GET.get("part")})}
    return render(request, "projects/fit_line.html", context, status=422 if form.is_bound else 200)


def _form(request: Request, page: Page, line: FitLine | None = None) -> FitForm:
    standing = page.fit
    map_, programme = (standing.map, standing.programme) if standing else (None, None)
    places = offered(map_, [row["inn"] for row in page.content["participants"]])
    measures = [(number, f"{number}. {name}") for number, name in (programme.measures if programme else {}).items()]
    initial: dict[str, Any] = {"okpd2": page.content["okpd2"], "name": page.content["title"]}
    if line is not None:
        initial = {name: getattr(line, name) for name in services.FIT_FIELDS}
    return FitForm(request.POST or None, places=places, measures=measures, initial=initial)


@login_required
@require_POST
def fit_remove(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    services.fit_delete(actor=request.actor, line=_line(project, pk), at=request.moment)
    messages.success(request, _("The line is removed."))
    return redirect("projects:fit", code)


@login_required
@require_POST
def change_ask(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    line = _line(project, pk)
    ACCESS.require("project.edit", request.actor, project)
    form = AskForm(request.POST)
    if not form.is_valid():
        raise Refused("change.reasons", _("Say what should be changed and why."))
    services.change_ask(actor=request.actor, line=line, **form.cleaned_data, at=request.moment)
    messages.success(request, _("The managing organisation is asked."))
    return redirect("projects:fit", code)


@login_required
@require_POST
def change_answer(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    found = next((each for each in changes_asked(request.actor, project) if each.pk == pk), None)
    if found is None:
        raise Hidden
    ACCESS.require("change.answer", request.actor, found)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        raise Refused("change.state", _("Say whether it was changed or is declined."))
    services.change_answer(actor=request.actor, request=found, **form.cleaned_data, at=request.moment)
    messages.success(request, _("The initiator is told."))
    return redirect("projects:fit", code)


def _line(project: Any, pk: int) -> FitLine:
    found = FitLine.objects.select_related("project").filter(project=project, pk=pk).first()
    if found is None:
        raise Hidden
    return found
