"""Kits of evidence: what each row of the estimate is proven by, the register of documents, by workbook in and out."""

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
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.common.refusing import at_the_form
from svetovod.web.projects import bridge, services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.evidence import bridge as kits
from svetovod.web.projects.evidence import page as lines
from svetovod.web.projects.evidence.words import document_label
from svetovod.web.projects.forms import DocumentForm, RegisterForm
from svetovod.web.projects.models import CostDocument, CostRow
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import document_files, project_get

from .estimate import XLSX

INITIAL = ("kind", "number", "on", "payer", "seller", "seller_name", "gross", "rate", "vat")


@login_required
@require_safe
def evidence(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate")
    return _shown(request, page, {})


def _shown(request: Request, page: Page, context: dict[str, Any], status: int = 200) -> HttpResponse:
    found = lines.build(page.content, page.on)
    context = {
        "page": page, "lines": found, "answer": lines.headline(found), "register": lines.register(page.content),
        "upload": RegisterForm(),
    } | context  # fmt: skip
    return render(request, "projects/evidence.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: Request, code: str, pk: int) -> HttpResponse:
    """The kit of a row as it stands now: a panel reads kits in the version shown to it, and not here."""
    page = page_for(request, code, "estimate", writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    cost = CostRow.objects.select_related("project", "payer").filter(project=page.project, pk=pk).first()
    if cost is None:
        raise Hidden
    form = DocumentForm(request.POST or None, request.FILES or None, initial={"payer": cost.payer.inn})
    if request.method == "POST" and form.is_valid() and _keep(request, cost, None, form):
        return redirect("projects:kit", page.project.code, pk)
    line = next(each for each in lines.build(page.content, page.on) if each.row["key"] == f"c{pk}")
    context = {
        "page": page, "cost": cost, "line": line, "form": form, "files": document_files(page.actor, page.project),
        "documents": [(row, document_label(row), row["key"][1:]) for row in line.row.get("documents", ())],
    }  # fmt: skip
    return render(request, "projects/kit.html", context, status=422 if form.is_bound else 200)


def _keep(request: Request, cost: CostRow, document: CostDocument | None, form: DocumentForm) -> bool:
    with at_the_form(request, form):
        services.document_keep(
            actor=request.actor, cost=cost, document=document, fields=form.fields_said(),
            upload=form.cleaned_data["file"], at=request.moment,
        )  # fmt: skip
        messages.success(request, _("Saved."))
    return not form.errors


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: Request, code: str, pk: int) -> HttpResponse:
    page = page_for(request, code, "estimate", writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    row = _document(page.project, pk)
    initial = {name: getattr(row, name) for name in INITIAL}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _keep(request, row.cost, row, form):
        return redirect("projects:kit", page.project.code, row.cost_id)
    files = document_files(page.actor, page.project).get(str(row.pk), [])
    context = {"page": page, "form": form, "document": row, "files": files}
    return render(request, "projects/document.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def document_remove(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    row = _document(project, pk)
    services.document_delete(actor=request.actor, document=row, at=request.moment)
    messages.success(request, _("The document is removed."))
    return redirect("projects:kit", code, row.cost_id)


def _document(project: Any, pk: int) -> CostDocument:
    found = CostDocument.objects.select_related("cost__project").filter(cost__project=project, pk=pk).first()
    if found is None:
        raise Hidden
    return found


@login_required
@require_POST
def evidence_upload(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate", writes="project.edit")
    upload = RegisterForm(request.POST, request.FILES)
    if not upload.is_valid():
        return _shown(request, page, {"upload": upload}, 422)
    file = upload.cleaned_data["file"]
    read = kits.read_register(file)
    errors = read.errors or kits.strangers(read.value, {row["position"] for row in page.content["costs"]})
    if errors:
        context = {"problems": bridge.told(errors, formatting.lang()), "count": len(errors), "upload": upload}
        return _shown(request, page, context, 422)
    file.seek(0)
    count = services.evidence_import(
        actor=page.actor, project=page.project, parsed=read.value, sha256=hashlib.sha256(file.read()).hexdigest(),
        at=request.moment,
    )  # fmt: skip
    said = ngettext(
        "%(count)d document is read from the register.", "%(count)d documents are read from the register.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("projects:evidence", page.project.code)


@login_required
@require_safe
def evidence_xlsx(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "estimate")
    response = HttpResponse(kits.write_register(page.content, formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="documents-{page.project.number:02d}.xlsx"'
    return response
