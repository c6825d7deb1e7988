"""What stands in a region for its industry: kept by the people of the region, shown to everybody on its page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.regions import bridge
from svetovod.web.regions.facilities import selectors, services
from svetovod.web.regions.facilities.forms import FacilityForm, ListForm, WithdrawForm

from .centre import XLSX

PER_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def facilities(request: Request, iso: str) -> HttpResponse:
    """All objects of the region; the POST tells of one."""
    selectors.facilities_kept(request.actor, iso)
    form = FacilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _recorded(request, iso, [form.cleaned_data], {"form": form})
    return _page(request, iso, {"form": form})


@login_required
@require_POST
def facilities_upload(request: Request, iso: str) -> HttpResponse:
    """A whole list: taken in whole, or everything that is wrong with it is said."""
    selectors.facilities_kept(request.actor, iso)
    form = ListForm(request.POST, request.FILES)
    errors: list[Any] = []
    if form.is_valid():
        told, errors = bridge.facilities(form.cleaned_data["workbook"].file, formatting.lang())
        if not errors:
            return _recorded(request, iso, told, {"upload": form})
    return _page(request, iso, {"upload": form, "errors": errors})


@login_required
@require_POST
def facility_withdraw(request: Request, iso: str, pk: int) -> HttpResponse:
    facility, form = selectors.facility_get(request.actor, iso, pk), WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, iso, {"withdrawing": form})
    services.facility_withdraw(actor=request.actor, facility=facility, why=form.cleaned_data["why"], at=request.moment)
    messages.success(request, _("Withdrawn: no page shows it any more."))
    return redirect("regions:facilities", iso=iso)


@login_required
@require_safe
def facilities_blank(request: Request, iso: str) -> HttpResponse:
    selectors.facilities_kept(request.actor, iso)
    response = HttpResponse(bridge.blank("facilities", formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="infrastructure-{iso}.xlsx"'
    return response


def _recorded(request: Request, iso: str, told: Any, context: dict[str, Any]) -> HttpResponse:
    try:
        changed = services.facilities_record(actor=request.actor, iso=iso, told=told, at=request.moment)
    except Refused as refusal:
        return _page(request, iso, context | {"refusal": refusal})
    said = ngettext("%(n)d object is written down.", "%(n)d objects are written down.", changed) % {"n": changed}
    messages.success(request, said if changed else _("All of it was known already: nothing has changed."))
    return redirect("regions:facilities", iso=iso)


def _page(request: Request, iso: str, context: dict[str, Any]) -> HttpResponse:
    kept = selectors.facilities_kept(request.actor, iso)
    shown = Paginator(kept.filter(withdrawn_at=None), PER_PAGE).get_page(request.GET.get("page"))
    before = Paginator(kept.exclude(withdrawn_at=None), PER_PAGE).get_page(request.GET.get("before"))
    found = {
        "iso": iso, "name": bridge.region_name(iso, formatting.lang()), "form": FacilityForm(), "upload": ListForm(),
        "shown": shown, "before": before,
    }  # fmt: skip
    return render(request, "regions/facilities.html", found | context, status=422 if request.method == "POST" else 200)
