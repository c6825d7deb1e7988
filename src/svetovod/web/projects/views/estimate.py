"""The estimate: rows by form, by workbook in and out."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.fields import shown_number
from svetovod.web.common.http import Request
from svetovod.web.common.refusing import at_the_form
from svetovod.web.projects import bridge, doubles, services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import CostKind
from svetovod.web.projects.forms import CostForm, WorkbookForm
from svetovod.web.projects.grid.checks import Checks
from svetovod.web.projects.models import CostRow
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import files_of, misfits, project_get

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def estimate(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate", writes="project.edit")
    form = CostForm(request.POST or None, request.FILES or None, payers=_payers(page))
    if request.method == "POST" and form.is_valid() and _save(request, page, None, form):
        return redirect(f"{page.url('estimate')}#add")
    return _shown(request, page, {"form": form}, 422 if form.is_bound else 200)


def _shown(request: Request, page: Page, context: dict[str, Any], status: int = 200) -> HttpResponse:
    files = files_of(page.actor, page.project) if page.version is None else {}
    verdicts = bridge.say_rows(page.calculation, formatting.lang()) if page.calculation else []
    counts = dict(zip((row["position"] for row in page.content["costs"]), verdicts, strict=False))
    said = doubles.said(page.actor, page.doubles or ())
    checks = Checks.of(page.content["costs"], said, page.on)
    rows = [
        (
            row, CostKind(row["kind"]).label, counts.get(row["position"]), files.get(row["key"], []),
            checks.kits[row["position"]], checks.doubles.get(row["position"], ""),
        )
        for row in page.content["costs"]
    ]  # fmt: skip
    context = {"page": page, "rows": rows, "upload": WorkbookForm(), "doubles": said} | context
    return render(request, "projects/estimate.html", context, status=status)


def _save(request: Request, page: Page, cost: CostRow | None, form: CostForm) -> bool:
    with at_the_form(request, form):
        services.cost_keep(
            actor=page.actor, project=page.project, cost=cost, fields=form.fields_of_row(),
            upload=form.cleaned_data["file"], at=request.moment,
        )  # fmt: skip
        messages.success(request, _("Saved."))
    return not form.errors


def _payers(page: Page) -> list[Any]:
    return [row.organisation for row in page.project.participants.all()]


def _cost(project: Any, pk: int) -> CostRow:
    found = CostRow.objects.select_related("project", "payer").filter(project=project, pk=pk).first()
    if found is None:
        raise Hidden
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cost(request: Request, code: str, pk: int) -> HttpResponse:
    """A row as it stands now: a panel reads rows in the version shown to it, and not here."""
    page = page_for(request, code, "estimate", writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    row = _cost(page.project, pk)
    names = ("kind", "on", "evidence", "other_support", "currency", "rate_on", "vat", "funding")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"payer": row.payer_id, "amount": row.amount if row.given is None else row.given}
    initial["rate"] = "" if row.rate is None else shown_number(format(row.rate.normalize(), "f"))
    form = CostForm(request.POST or None, request.FILES or None, payers=_payers(page), initial=initial)
    if request.method == "POST" and form.is_valid() and _save(request, page, row, form):
        return redirect(page.url("estimate"))
    files = files_of(page.actor, page.project).get(f"c{row.pk}", [])
    context = {"page": page, "form": form, "cost": row, "files": files}
    return render(request, "projects/cost.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def cost_remove(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    services.cost_delete(
        actor=request.actor,
        cost=_cost(project, pk),
        at=request.moment,
    )
    messages.success(request, _("The row is removed."))
    return redirect("projects:estimate", code)


@login_required
@require_POST
def estimate_upload(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate", writes="project.edit")
    upload = WorkbookForm(request.POST, request.FILES)
    blank = CostForm(payers=_payers(page))
    if not upload.is_valid():
        return _shown(request, page, {"form": blank, "upload": upload}, 422)
    file = upload.cleaned_data["file"]
    read = bridge.read_workbook(file)
    errors = read.errors or misfits(page.project, read.value)
    if errors:
        context = {"problems": bridge.told(errors, formatting.lang()), "count": len(errors)}
        return _shown(request, page, {"form": blank, "upload": upload} | context, 422)
    file.seek(0)
    count = services.estimate_import(
        actor=page.actor, project=page.project, parsed=read.value, sha256=hashlib.sha256(file.read()).hexdigest(),
        at=request.moment,
    )  # fmt: skip
    said = ngettext("%(count)d row is read from the workbook.", "%(count)d rows are read from the workbook.", count)
    messages.success(request, said % {"count": count})
    return redirect(page.url("estimate"))


@login_required
@require_safe
def estimate_xlsx(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate")
    if not (page.content["start"] and page.content["end"]):
        raise Refused("estimate.dates", _("Set the beginning and the end of the project first: the workbook has them."))
    response = HttpResponse(bridge.write_workbook(page.content, formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="project-{page.project.number:02d}.xlsx"'
    return response
