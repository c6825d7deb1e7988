"""The log of services of a region's cluster development centre, and its indicators."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import sheets
from svetovod.web.common.errors import Refused
from svetovod.web.common.fields import shown_number
from svetovod.web.common.http import Request, whole
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.centre import page, selectors, services
from svetovod.web.regions.centre.forms import PlanForm, ServiceForm, WithdrawForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def centre(request: Request, iso: str) -> HttpResponse:
    """Indicators and the log; the POST writes a service down."""
    iso = selectors.centre_get(request.actor, iso)
    if request.method == "POST":
        ACCESS.require("centre.log", request.actor, iso)
    today = {"given_on": _today(request)}
    form, refusal = ServiceForm(request.POST or None, actor=request.actor, iso=iso, initial=today), None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.centre_service_log(actor=request.actor, iso=iso, at=request.moment, **form.cleaned_data)
        except Refused as said:
            refusal = said
        else:
            return redirect(f"{reverse('regions:centre', args=[iso])}?year={made.given_on.year}#log")
    return _page(request, iso, {"form": form, "refusal": refusal}, status=422 if refusal or form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def centre_plan(request: Request, iso: str) -> HttpResponse:
    """What is to be reached in the year."""
    iso, year = selectors.centre_get(request.actor, iso), _year(request)
    ACCESS.require("centre.plan", request.actor, iso)
    planned = {name: shown_number(f"{value.normalize():f}") for name, value in selectors.planned(iso, year).items()}
    form = PlanForm(request.POST or None, initial=planned)
    if request.method == "POST" and form.is_valid():
        services.centre_plan_set(actor=request.actor, iso=iso, year=year, planned=form.cleaned_data, at=request.moment)
        return redirect(f"{reverse('regions:centre', args=[iso])}?year={year}")
    context = {"form": form, "found": page.build(iso, year, _today(request))}
    return render(request, "regions/centre_plan.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def centre_withdraw(request: Request, iso: str, pk: int) -> HttpResponse:
    """An entry that was a mistake counts no more."""
    service = selectors.service_get(request.actor, iso, pk)
    ACCESS.require("centre.withdraw", request.actor, service.region)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, iso, {"withdrawing": form, "form": ServiceForm(actor=request.actor, iso=iso)}, status=422)
    services.centre_service_withdraw(
        actor=request.actor, service=service, why=form.cleaned_data["why"], at=request.moment
    )
    return redirect(f"{reverse('regions:centre', args=[iso])}?year={service.given_on.year}#log")


@login_required
@require_safe
def centre_xlsx(request: Request, iso: str) -> HttpResponse:
    """The form and the log of a year as a workbook."""
    found = page.build(selectors.centre_get(request.actor, iso), _year(request), _today(request))
    response = HttpResponse(sheets.workbook(page.workbook(found)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{iso}-services-{found.year}.xlsx"'
    return response


def _today(request: Request) -> date:
    return timezone.localtime(request.moment).date()


def _year(request: Request) -> int:
    asked = whole(request.GET.get("year"))
    now = _today(request).year
    return asked if asked is not None and now - services.BACK <= asked <= now + 1 else now


def _page(request: Request, iso: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    found = page.build(iso, _year(request), _today(request))
    may = {name: ACCESS.allows(f"centre.{name}", request.actor, iso) for name in ("log", "plan", "withdraw")}
    return render(request, "regions/centre.html", {"found": found, "may": may} | context, status=status)
