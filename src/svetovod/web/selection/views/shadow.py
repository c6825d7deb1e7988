"""In shadow mode: official acts with their scans, the official list and how it differs from the register here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import bridge, selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import LegalMode
from svetovod.web.selection.forms import OfficialActForm, OfficialListForm

from ._frame import load, signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _opened(request: Request, slug: str) -> tuple[Any, dict[str, Any]]:
    round_, context = load(request, slug, "official.view")
    if round_.legal_mode != LegalMode.SHADOW:
        raise Hidden
    return round_, context


def _page(request: Request, round_: Any, context: dict[str, Any], **more: Any) -> HttpResponse:
    forms = {"act_form": OfficialActForm(), "list_form": OfficialListForm()} | more
    context |= forms | {
        "acts": selectors.acts_of(request.actor, round_), "newest": selectors.newest_list(request.actor, round_),
        "divergences": selectors.divergences(request.actor, round_),
        "may": ACCESS.allows("official.add", request.actor, round_),
    }  # fmt: skip
    faulty = any(each.errors for each in (forms["act_form"], forms["list_form"])) or context.get("by_cell")
    return render(request, "selection/official.html", context, status=422 if faulty else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def official_acts(request: Request, slug: str) -> HttpResponse:
    """POST enters an act."""
    round_, context = _opened(request, slug)
    form = OfficialActForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        ACCESS.require("official.add", request.actor, round_)
        if form.is_valid():
            try:
                services.official_act(actor=request.actor, round=round_, at=request.moment, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The official act is entered."))
                return redirect("selection:official_acts", slug)
    return _page(request, round_, context, act_form=form if form.is_bound else OfficialActForm())


@require_POST
@signed_in
def official_list(request: Request, slug: str) -> HttpResponse:
    """Imports the official list: all of it, or nothing and every fault by cell."""
    round_, context = _opened(request, slug)
    ACCESS.require("official.add", request.actor, round_)
    form = OfficialListForm(request.POST, request.FILES)
    if form.is_valid():
        lines, by_cell = bridge.read_official_list(form.cleaned_data["workbook"])
        if by_cell:
            return _page(request, round_, context, list_form=form, by_cell=by_cell)
        try:
            services.official_import(actor=request.actor, round=round_, lines=lines, at=request.moment)
        except Refused as refusal:
            form.add_error("workbook", str(refusal))
        else:
            messages.success(request, _("The list is kept and compared."))
            return redirect("selection:official_acts", slug)
    return _page(request, round_, context, list_form=form)


@require_safe
@signed_in
def official_book(request: Request, slug: str) -> HttpResponse:
    """The register with the fields that protocols of the state's system carry."""
    round_, _context = load(request, slug, "official.view")
    rows = selectors.register_lines(request.actor, round_)
    addresses = {line["inn"]: line["address"] for line in _lines(request, round_)}
    made = bridge.official_book(
        {
            "number": row.official_number or row.number, "filed_at": row.official_at or row.filed_at,
            "name": row.initiator.get("name", ""), "inn": row.initiator.get("inn", ""),
            "address": addresses.get(row.initiator.get("inn", "")) or None, "requested": row.requested,
        }
        for row in rows
    )  # fmt: skip
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="register-{round_.slug}.xlsx"'
    return answer


def _lines(request: Request, round_: Any) -> list[dict[str, Any]]:
    """Addresses are the official list's: the register here keeps none."""
    newest = selectors.newest_list(request.actor, round_)
    return list(newest.lines) if newest else []
