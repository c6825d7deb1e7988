"""The plan-schedule: stages by form, the critical path, what cannot hold."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.dossier.selectors import programme_on
from svetovod.web.projects import path, schedule_page, services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.forms import DoneForm, StageForm, WorkbookForm
from svetovod.web.projects.models import ProjectStage
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import project_get


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "schedule", writes="project.edit")
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        services.stage_add(actor=page.actor, project=page.project, fields=form.cleaned_data, at=request.moment)
        messages.success(request, _("The stage is added."))
        return redirect(f"{page.url('schedule')}#add")
    context = {
        "page": page, "form": form, "plan": _plan(page),
        "upload": WorkbookForm() if page.editable else None,
    }  # fmt: skip
    return render(request, "projects/schedule.html", context, status=422 if form.is_bound else 200)


def _plan(page: Page) -> schedule_page.SchedulePage:
    """Days of selections and of the programme are told to whoever reads the draft."""
    if page.version is not None:
        return schedule_page.build(page.content, page.on)
    programme = programme_on(page.project.cluster)
    return schedule_page.build(page.content, page.on, path.bounds(page.project, page.moment), programme)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: Request, code: str, pk: int) -> HttpResponse:
    """A stage as it stands now: a panel reads stages in the version shown to it, and not here."""
    page = page_for(request, code, "schedule", writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    row = _stage(page.project, pk)
    form = _form(request, page, row)
    if request.method == "POST" and form.is_valid():
        fields = {"after": []} | form.cleaned_data
        services.stage_edit(actor=page.actor, stage=row, fields=fields, at=request.moment)
        messages.success(request, _("Saved."))
        return redirect(page.url("schedule"))
    context = {"page": page, "form": form, "stage": row, "done": DoneForm(initial={"on": row.done_on})}
    return render(request, "projects/stage.html", context, status=422 if form.is_bound else 200)


def _form(request: Request, page: Page, row: ProjectStage | None = None) -> StageForm:
    initial: dict[str, Any] = {}
    if row is not None:
        initial = {name: getattr(row, name) for name in ("name", "result", "start", "end", "after")}
        initial["responsible"] = row.responsible_id
    return StageForm(
        request.POST or None,
        people=[each.organisation for each in page.project.participants.all()],
        stages=[each for each in page.content.get("stages", ()) if row is None or each["position"] != row.position],
        initial=initial,
    )


@login_required
@require_POST
def stage_done(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    row = _stage(project, pk)
    ACCESS.require("project.edit", request.actor, project)
    form = DoneForm(request.POST)
    if form.is_valid():
        services.stage_done(actor=request.actor, stage=row, on=form.cleaned_data["on"], at=request.moment)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(map(str, form.errors["on"])))
    return redirect("projects:schedule", code)


@login_required
@require_POST
def stage_remove(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    services.stage_delete(actor=request.actor, stage=_stage(project, pk), at=request.moment)
    messages.success(request, _("The stage is removed."))
    return redirect("projects:schedule", code)


def _stage(project: Any, pk: int) -> ProjectStage:
    found = ProjectStage.objects.select_related("project", "responsible").filter(project=project, pk=pk).first()
    if found is None:
        raise Hidden
    return found
