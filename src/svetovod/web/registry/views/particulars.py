"""Who leads an organisation, who founded it, how it is reached: its page, and a file of many organisations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.organisations.selectors import organisation_get
from svetovod.web.registry.particulars import bridge, selectors, services
from svetovod.web.registry.particulars.forms import ParticularForm, ParticularsFileForm

from .clusters import XLSX


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def particulars(request: Request, inn: str) -> HttpResponse:
    organisation = organisation_get(request.actor, inn)
    rows = selectors.particulars_of(request.actor, organisation)
    if request.method == "POST":
        ACCESS.require("particular.enter", request.actor, organisation)
    form = ParticularForm(request.POST or None)
    typed = lambda: services.particular_enter(  # noqa: E731 - the call the form is good for
        actor=request.actor, organisation=organisation, fields=form.cleaned_data, at=request.moment
    )
    if request.method == "POST" and tried(form, typed):
        messages.success(request, _("Written down."))
        return redirect("registry:particulars", organisation.inn)
    context = {
        "organisation": organisation, "rows": rows, "form": form,
        "may_enter": ACCESS.allows("particular.enter", request.actor, organisation),
    }  # fmt: skip
    return render(request, "registry/particulars.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def particular_withdraw(request: Request, inn: str, pk: int) -> HttpResponse:
    organisation = organisation_get(request.actor, inn)
    row = selectors.particular_get(request.actor, organisation, pk)
    services.particular_withdraw(actor=request.actor, particular=row, at=request.moment)
    messages.success(request, _("It holds no more, and its words are erased."))
    return redirect("registry:particulars", organisation.inn)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def particulars_import(request: Request) -> HttpResponse:
    """A whole file is taken in, or everything that is wrong with it is said."""
    ACCESS.require("particular.import", request.actor)
    form = ParticularsFileForm(request.POST or None, request.FILES or None)
    errors: list[Any] = []
    if request.method == "POST" and form.is_valid():
        told, errors = bridge.read(form.cleaned_data["workbook"].file, formatting.lang())
        if not errors and (answer := _imported(request, form, told)):
            return answer
    context = {"form": form, "errors": errors}
    return render(request, "registry/particulars_import.html", context, status=422 if request.method == "POST" else 200)


def _imported(request: Request, form: ParticularsFileForm, told: list[dict[str, Any]]) -> HttpResponse | None:
    done: list[int] = []
    take = lambda: done.append(  # noqa: E731 - the call the form is good for
        services.particulars_import(actor=request.actor, told=told, at=request.moment)
    )
    if not tried(form, take):
        return None
    said = ngettext("%(n)d fact is written down.", "%(n)d facts are written down.", done[0]) % {"n": done[0]}
    messages.success(request, said if done[0] else _("All of it was known already: nothing has changed."))
    return redirect("registry:particulars_import")


@login_required
@require_safe
def particulars_blank(request: Request) -> HttpResponse:
    ACCESS.require("particular.import", request.actor)
    response = HttpResponse(bridge.blank(formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="particulars.xlsx"'
    return response
