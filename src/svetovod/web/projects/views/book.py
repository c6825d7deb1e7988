"""The enterprise's own model in a spreadsheet: read, tied to the project cell by cell, taken as far as one chooses."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request, whole
from svetovod.web.projects import bridge, services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.book import bridge as books
from svetovod.web.projects.book.page import build
from svetovod.web.projects.forms import BookForm, LinkForm
from svetovod.web.projects.models import ModelLink
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import project_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: Request, code: str) -> HttpResponse:
    """Whose project it is alone: a model says more than a project does. A POST reads a workbook."""
    page = page_for(request, code, "subsidy", writes="project.edit")
    ACCESS.require("project.edit", page.actor, page.project)
    form = BookForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _shown(request, page, {})
    if not form.is_valid():
        return _shown(request, page, {"form": form}, 422)
    file = form.cleaned_data["file"]
    read = books.read(file)
    if read.errors:
        told = bridge.told(read.errors, formatting.lang())
        return _shown(request, page, {"form": form, "problems": told, "count": len(read.errors)}, 422)
    file.seek(0)
    services.book_keep(
        actor=page.actor, project=page.project, figures=read.value, name=file.name,
        sha256=hashlib.sha256(file.read()).hexdigest(), at=request.moment,
    )  # fmt: skip
    messages.success(request, _("The workbook is read. Nothing of the project is changed until you take it."))
    return redirect("projects:model", page.project.code)


def _shown(request: Request, page: Page, context: dict[str, Any], status: int = 200) -> HttpResponse:
    view = build(page.project, page.content)
    link = LinkForm(targets=view.free)
    context = {"page": page, "view": view, "form": BookForm(), "link": link} | context
    return render(request, "projects/model.html", context, status=status)


@login_required
@require_POST
def book_link(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "subsidy", writes="project.edit")
    view = build(page.project, page.content)
    form = LinkForm(request.POST, targets=[(each.key, each.label) for each in view.targets])
    if not form.is_valid():
        return _shown(request, page, {"link": form}, 422)
    services.link_add(actor=page.actor, project=page.project, **form.cleaned_data, at=request.moment)
    messages.success(request, _("The cell is tied to the project."))
    return redirect("projects:model", page.project.code)


@login_required
@require_POST
def book_unlink(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_for(request.actor, code, "project.edit")
    link = ModelLink.objects.select_related("project").filter(project=project, pk=pk).first()
    if link is None:
        raise Hidden
    services.link_delete(actor=request.actor, link=link, at=request.moment)
    return redirect("projects:model", project.code)


@login_required
@require_POST
def book_take(request: Request, code: str) -> HttpResponse:
    """Takes the numbers that were chosen; each comes with the one it replaces."""
    project = project_for(request.actor, code, "project.edit")
    links = filter(None, map(whole, request.POST.getlist("link")))
    chosen = {pk: request.POST.get(f"old-{pk}", "") for pk in links}
    count = services.book_apply(
        actor=request.actor, project=project, chosen=chosen, sha256=request.POST.get("sha256", ""), at=request.moment
    )
    said = ngettext("%(count)d number is taken.", "%(count)d numbers are taken.", count) % {"count": count}
    messages.success(request, said)
    return redirect("projects:model", project.code)
