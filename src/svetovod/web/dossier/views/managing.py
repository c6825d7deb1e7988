"""The managing organisation: who, since when, its requirements, and another in its place."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.forms import ReplaceForm, RequirementForm, SinceForm
from svetovod.web.dossier.pages import Page, page_for
from svetovod.web.signing.selectors import signers_or_none

from .acting import found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def managing(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "managing")
    seen = selectors.managing(page.actor, page.cluster, page.on)
    known = {"on": seen.term.since, "ground": seen.term.ground} if seen.term else {}
    form = SinceForm(request.POST or None, initial=known)
    if request.method == "POST":
        asked = lambda: services.manager_since_set(  # noqa: E731 - the call the form is good for
            actor=request.actor, cluster=page.cluster, at=request.moment, **form.cleaned_data
        )
        if tried(form, asked):
            messages.success(request, _("Saved."))
            return redirect(page.url("managing"))
    signing = signers_or_none(page.actor, seen.organisation, page.on)
    context = {"page": page, "seen": seen, "form": form, "signing": signing}
    return render(request, "dossier/managing.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def manager_replace(request: Request, slug: str) -> HttpResponse:
    """Whoever replaced its own organisation may read the dossier no more: it is led to the cluster."""
    page = page_for(request, slug, "managing", writes="dossier.replace_manager")
    ACCESS.require("dossier.replace_manager", page.actor, page.cluster)
    form = ReplaceForm(request.POST or None)
    asked = lambda: services.manager_replace(  # noqa: E731 - the call the form is good for
        actor=request.actor, cluster=page.cluster, at=request.moment, **form.cleaned_data
    )
    if request.method == "POST" and tried(form, asked):
        messages.success(request, _("The cluster has another managing organisation."))
        return redirect("registry:cluster_detail", slug)
    context = {"page": page, "form": form}
    return render(request, "dossier/manager_replace.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: Request, slug: str, key: str) -> HttpResponse:
    page = page_for(request, slug, "managing")
    line = found(selectors.requirement_get(page.actor, page.cluster, key, page.on))
    form = _form(request, page, line)
    asked = lambda: services.requirement_mark(  # noqa: E731 - the call the form is good for
        actor=request.actor, cluster=page.cluster, key=key, fields=form.cleaned_data, at=request.moment
    )
    if request.method == "POST" and tried(form, asked):
        messages.success(request, _("Saved."))
        return redirect(page.url("managing"))
    context = {"page": page, "line": line, "form": form}
    return render(request, "dossier/requirement.html", context, status=422 if request.method == "POST" else 200)


def _form(request: Request, page: Page, line: selectors.Requirement) -> RequirementForm:
    mark = line.mark
    known: dict[str, Any] = (
        {"state": mark.state, "evidence": mark.evidence, "document": mark.document_id} if mark else {}
    )
    documents = selectors.documents_in_force(page.actor, page.cluster, page.on)
    return RequirementForm(request.POST or None, initial=known, documents=documents)
