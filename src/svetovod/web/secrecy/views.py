"""The mark of a document, and the register of who read what."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.documents.papers import XLSX

from . import bridge, exporting, phrases, selectors, services, words
from .access import ACCESS
from .forms import LiftForm, MarkForm, RegisterFilter
from .holders import holders_of

PER_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: Request, id: Any) -> HttpResponse:
    found = selectors.document_get(request.actor, id)
    may_mark = ACCESS.allows("document.mark", request.actor, found)
    form, holders = None, []
    if may_mark or request.method == "POST":
        ACCESS.require("document.mark", request.actor, found)
        holders = holders_of(request.actor, found)
        form = MarkForm(request.POST if request.method == "POST" else None, holders=holders)
    if form is not None and request.method == "POST" and tried(form, partial(_mark, request, found, form)):
        messages.success(request, _("The document is marked. Each reading of it is noted from now on."))
        return redirect("secrecy:document", found.pk)
    context = {
        "file": found, "said": words, "mark": selectors.mark_of(found), "form": form, "holders": holders,
        "may_mark": may_mark, "may_lift": ACCESS.allows("document.unmark", request.actor, found),
        "copied": found.content_type in bridge.COPIED,
        "may_take": ACCESS.allows("document.original", request.actor, found),
        "may_read_register": ACCESS.allows("register.view", request.actor),
        "once": selectors.once_marked(request.actor, found), "lift": LiftForm(),
    }  # fmt: skip
    return render(request, "secrecy/document.html", context, status=422 if form and form.errors else 200)


def _mark(request: Request, found: Any, form: MarkForm) -> None:
    services.mark_set(actor=request.actor, attachment=found, at=request.moment, **form.cleaned_data)


@login_required
@require_POST
def mark_lift(request: Request, id: Any) -> HttpResponse:
    found = selectors.document_get(request.actor, id)
    ACCESS.require("document.unmark", request.actor, found)
    form = LiftForm(request.POST)
    if not form.is_valid():
        raise Refused("mark.ground", _("Say why the document is a secret no longer: it stands in the register."))
    services.mark_lift(actor=request.actor, attachment=found, at=request.moment, ground=form.cleaned_data["ground"])
    messages.success(request, _("The mark is taken off. What was read meanwhile stays in the register."))
    return redirect("secrecy:document", found.pk)


def _narrowed(data: Any) -> tuple[RegisterFilter, dict[str, Any]]:
    form = RegisterFilter(data or None)
    return form, {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}


@login_required
@require_safe
def register(request: Request) -> HttpResponse:
    form, narrowed = _narrowed(request.GET)
    rows = selectors.readings(request.actor, **narrowed)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    marks = list(selectors.mark_turns(request.actor, **narrowed)[:PER_PAGE])
    context = {
        "filter": form, "narrowed": narrowed, "page": page, "marks": marks,
        "capacities": phrases.capacities([*page.object_list, *marks]),
        "days": selectors.days(request.actor), "readers": rows.order_by().values("person").distinct().count(),
        "documents": rows.order_by().values("document").distinct().count(),
    }  # fmt: skip
    return render(request, "secrecy/register.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def register_xlsx(request: Request) -> HttpResponse:
    """A POST: what leaves the house is written into the journal."""
    form, narrowed = _narrowed(request.POST)
    if form.errors:
        raise Refused("register.filter", _("The filter cannot be read. Correct it and take the workbook again."))
    content = exporting.register_export(actor=request.actor, narrowed=narrowed, at=request.moment)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="readings.xlsx"'
    return response
