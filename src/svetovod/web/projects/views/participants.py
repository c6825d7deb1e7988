from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, services
from svetovod.web.projects.forms import InviteForm
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import candidates_for, project_get


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "participants", writes="project.invite")
    form = InviteForm(request.POST or None, organisations=candidates_for(page.project, page.on))
    if request.method == "POST" and form.is_valid():
        services.participant_invite(
            actor=page.actor,
            project=page.project,
            **form.cleaned_data,
            at=request.moment,
        )
        messages.success(request, _("Invited. The enterprise's own person gives its consent on this page."))
        return redirect(page.url("participants"))
    rows = [(row, page.can("consent.give", row)) for row in page.project.participants.all()]
    context = {"page": page, "form": form, "rows": rows if page.version is None else None}
    context["clusters"] = bridge.one_cluster_said(page.on, formatting.lang())
    return render(request, "projects/participants.html", context, status=422 if form.is_bound else 200)


def _participant(request: Request, code: str, pk: int) -> Any:
    project = project_get(request.actor, code)
    found = next((row for row in project.participants.all() if row.pk == pk), None)
    if found is None:
        raise Hidden
    return found


@login_required
@require_POST
def consent(request: Request, code: str, pk: int) -> HttpResponse:
    participant = _participant(request, code, pk)
    services.consent_give(
        actor=request.actor,
        participant=participant,
        at=request.moment,
    )
    messages.success(request, _("The consent is given."))
    return redirect("projects:participants", code)


@login_required
@require_POST
def consent_withdraw(request: Request, code: str, pk: int) -> HttpResponse:
    participant = _participant(request, code, pk)
    services.consent_withdraw(actor=request.actor, participant=participant, at=request.moment)
    messages.success(request, _("The consent is withdrawn."))
    return redirect("projects:participants", code)


@login_required
@require_POST
def participant_delete(request: Request, code: str, pk: int) -> HttpResponse:
    participant = _participant(request, code, pk)
    services.participant_remove(
        actor=request.actor,
        participant=participant,
        at=request.moment,
    )
    return redirect("projects:participants", code)
