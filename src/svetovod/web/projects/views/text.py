"""The words of a project: idea and product, saved by hand or by themselves, merged when two people wrote."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, phrases, services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.forms import CanvasForm, ProductForm
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.sections.weaving import woven
from svetovod.web.projects.selectors import project_get

FORMS: dict[str, Any] = {"canvas": CanvasForm, "product": ProductForm}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def canvas(request: Request, code: str) -> HttpResponse:
    return _edit(request, code, "canvas", {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: Request, code: str) -> HttpResponse:
    words = request.GET.get("q", "")
    return _edit(request, code, "product", {"q": words, "found": bridge.okpd2_search(words)})


def _edit(request: Request, code: str, section: str, context: dict[str, Any]) -> HttpResponse:
    page = page_for(request, code, section, writes="project.edit")
    form = FORMS[section](request.POST or None, initial=_initial(page.project, section, request.GET))
    context |= {"page": page, "form": form, "okpd2_name": bridge.okpd2_name(page.content["okpd2"])}
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, page.project, form)
        except Conflict:
            return _merge(request, page, form, section)
        messages.success(request, _("Saved."))
        return redirect(page.url(section))
    status = 422 if form.is_bound else 200
    return render(request, f"projects/{section}.html", context, status=status)


def _initial(project: Any, section: str, given: Any) -> dict[str, Any]:
    names = [name for name in FORMS[section].base_fields if name not in {"revision", "edit_key"}]
    found = {name: getattr(project, name) for name in names}
    if section == "product" and given.get("okpd2"):
        found["okpd2"] = given["okpd2"]
    return found | {"revision": project.revision, "edit_key": secrets.token_hex(8)}


def _write(request: Request, project: Any, form: Any) -> Any:
    return services.project_edit(
        actor=request.actor, project=project, revision=form.cleaned_data["revision"],
        edit_key=form.cleaned_data["edit_key"], fields=form.written(), at=request.moment,
    )  # fmt: skip


def _merge(request: Request, page: Page, form: Any, section: str) -> HttpResponse:
    """Both texts side by side; what this person typed stays in the form, opened on the newest revision."""
    theirs = project_get(page.actor, page.project.code)
    typed = form.written()
    differing = [
        (
            phrases.field_label(name),
            getattr(theirs, name),
            value,
            woven(str(getattr(theirs, name) or ""), str(value or "")),
        )
        for name, value in typed.items()
        if getattr(theirs, name) != value
    ]
    merged = FORMS[section](initial=typed | {"revision": theirs.revision, "edit_key": form.cleaned_data["edit_key"]})
    context = {"page": page, "form": merged, "differing": differing, "section": section}
    return render(request, "projects/merge.html", context, status=409)


@login_required
@require_POST
def draft(request: Request, code: str) -> HttpResponse:
    """Autosave: 204, or a plain sentence with 409 (somebody else wrote) or 422 (what of it could not be stored)."""
    project = project_get(request.actor, code)
    ACCESS.require("project.edit", request.actor, project)
    form = FORMS["product" if "okpd2" in request.POST else "canvas"](request.POST)
    if form.errors.keys() & {"revision", "edit_key"}:
        return _plain(form.faults(), 422)
    try:
        _write(request, project, form)
    except Refused as refusal:
        return _plain(str(refusal), 409 if isinstance(refusal, Conflict) else 422)
    if form.errors:
        return _plain(_("Saved but for this: %(faults)s") % {"faults": form.faults()}, 422)
    return HttpResponse(status=204)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@login_required
@require_safe
def okpd2(request: Request) -> HttpResponse:
    """Search for the page's script and for htmx: options of the list."""
    found = bridge.okpd2_search(request.GET.get("okpd2") or request.GET.get("q", ""))
    if request.headers.get("HX-Request"):
        return render(request, "projects/_okpd2_options.html", {"found": found})
    return JsonResponse({"found": [{"code": code, "name": name} for code, name in found]})
