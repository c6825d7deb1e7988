"""Tables asked from above or passed on: what one has sent and is asked, the board of one, its summary."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import columns as cols
from svetovod.web.figures import composing, links, selectors, services, tables
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.forms import DueForm, columns_formset


@login_required
@require_safe
def table_list(request: Request) -> HttpResponse:
    sent, asked = list(tables.requests_sent(request.actor)), list(tables.parts_asked(request.actor))
    unconfirmed = set(selectors.to_confirm(request.actor).values_list("pk", flat=True)) if asked else set()
    context = {
        "sent": sent, "asked": asked, "may_compose": ACCESS.allows("requests.compose", request.actor),
        "owed": sum(part.owed or part.pk in unconfirmed for part in asked), "unconfirmed": unconfirmed,
    }  # fmt: skip
    return render(request, "figures/table_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def table_new(request: Request) -> HttpResponse:
    ACCESS.require("requests.compose", request.actor)
    earlier = composing.earlier_of(request.actor, request.GET.get("from", ""))
    draft = composing.Draft.of(request, earlier)
    if request.method == "POST" and "send" in request.POST and draft.valid():
        try:
            made = draft.send(request.actor, request.moment)
        except Refused as refusal:
            draft.blame(refusal)
        else:
            messages.success(request, _("The request is sent; letters with links are on their way."))
            return redirect(links.to("board", made))
    looked = draft.look() if "look" in request.POST and draft.valid() else None
    context = {"draft": draft, "earlier": earlier, "looked": looked}
    return render(request, "figures/table_new.html", context, status=422 if draft.failed else 200)


@login_required
@require_safe
def table_board(request: Request, number: int) -> HttpResponse:
    row = selectors.request_get(request.actor, number=number)
    regions, columns = tables.totals(row), tables.summed(row)
    show = request.GET.get("show", "")
    context = {
        "asked": row, "counts": tables.Counts.of(row, request.moment), "columns": columns, "show": show,
        "regions": [(total, total.cells(columns)) for total in regions],
        "whole": tables.whole(row, regions).cells(columns), "fewest": selectors.FEWEST,
        "page": tables.parts_page(row, show, request.GET.get("page")), "filters": composing.filters(show),
        "asked_columns": cols.of_plain(row.columns), "may_renew": bool(row.office),
    }  # fmt: skip
    return render(request, "figures/table_board.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def table_amend(request: Request, number: int) -> HttpResponse:
    row = selectors.request_get(request.actor, number=number)
    ACCESS.require("request.amend", request.actor, row)
    columns = cols.of_plain(row.columns)
    posted = request.POST if request.method == "POST" else None
    start = {"text": row.text, "due_on": timezone.localdate(row.due_at - composing.TICK)}
    form, formset = DueForm(posted, initial=start), columns_formset(posted, columns=columns, blank=0)
    if posted is not None and form.is_valid() and formset.is_valid():
        try:
            services.request_amend(
                actor=request.actor, request=row, text=form.cleaned_data["text"], due_at=form.due_at(),
                columns=formset.columns(), at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("due_on" if refusal.code == "figures.due" else None, str(refusal))
        else:
            messages.success(request, _("Changed. Whoever is asked sees it on the page of the link."))
            return redirect(links.to("board", row))
    context = {"asked": row, "form": form, "formset": formset}
    return render(request, "figures/table_amend.html", context, status=422 if form.errors or _wrong(formset) else 200)


def _wrong(formset: Any) -> bool:
    return formset.is_bound and not formset.is_valid()


@login_required
@require_POST
def table_summary(request: Request, number: int) -> HttpResponseBase:
    """A POST: what leaves the house is written into the journal."""
    row = selectors.request_get(request.actor, number=number)
    file = services.table_export(actor=request.actor, request=row, at=request.moment)
    return FileResponse(file, as_attachment=True, filename=f"request-{row.pk}-{row.year}.xlsx")
