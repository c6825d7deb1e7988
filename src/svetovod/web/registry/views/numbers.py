"""Numbers of organisations: the queue of those nobody has compared, and one of them beside the extract."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import NumberState
from svetovod.web.registry.numbers import page, selectors, services
from svetovod.web.registry.numbers.forms import BESIDE, CheckForm, QueueForm
from svetovod.web.registry.organisations.selectors import organisation_get, survivor

PER_PAGE = 30


@login_required
@require_safe
def numbers(request: Request) -> HttpResponse:
    ACCESS.require("organisation.verify", request.actor)
    form = QueueForm(request.GET or None)
    typed = form.cleaned_data if form.is_valid() else {}
    state = typed.get("state") or NumberState.UNCHECKED
    found = selectors.queue(request.actor, state=state, text=typed.get("q", ""), region=typed.get("region", ""))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": shown, "rows": page.queued(shown), "counts": selectors.counts(request.actor),
        "filtered": any(typed.get(name) for name in ("q", "region")), "state": NumberState(state),
    }  # fmt: skip
    return render(request, "registry/numbers.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def number_check(request: Request, inn: str) -> HttpResponse:
    """One organisation's numbers; the POST says what the register says."""
    ACCESS.require("organisation.verify", request.actor)
    organisation = organisation_get(request.actor, inn)
    if organisation.merged_into is not None:
        return redirect("registry:number_check", inn=survivor(organisation).inn)
    form = CheckForm(request.POST or None, request.FILES or None, initial={"ogrn": organisation.ogrn})
    if request.method == "POST" and form.is_valid() and _said(request, organisation, form):
        messages.success(request, _("It is written down."))
        return redirect("registry:numbers")
    kpp = selectors.head_kpp(organisation.pk)
    context = {
        "organisation": organisation, "kpp": kpp, "form": form, "seen": selectors.seen(organisation, kpp),
        "region": registry.region_name(organisation.region), "checks": page.checks(request.actor, organisation),
        "numbers": page.of_organisation(request.actor, organisation),
    }  # fmt: skip
    return render(request, "registry/number_check.html", context, status=422 if request.method == "POST" else 200)


def _said(request: Request, organisation: Any, form: CheckForm) -> bool:
    typed = dict(form.cleaned_data)
    upload = typed.pop("file")
    try:
        services.number_check(
            actor=request.actor, organisation=organisation, seen=request.POST.get("seen", ""), fields=typed,
            upload=upload, at=request.moment,
        )  # fmt: skip
    except Refused as said:
        form.add_error(BESIDE.get(said.code), str(said))
    return not form.errors
