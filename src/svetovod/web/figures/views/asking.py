"""The manager asks, watches, reminds, compares, locks."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import links, pages, selectors, services
from svetovod.web.figures.forms import OpenForm
from svetovod.web.figures.models import FiguresRequest
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import MemberRole

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def request_list(request: Request, slug: str) -> HttpResponse:
    cluster = registry.cluster_get(request.actor, slug)
    rows = [pages.Board.of(row) for row in selectors.requests_of(request.actor, cluster)]
    return render(request, "figures/request_list.html", {"cluster": cluster, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Request, slug: str) -> HttpResponse:
    cluster = registry.cluster_get(request.actor, slug)
    past = list(selectors.requests_of(request.actor, cluster))
    members = [m for m in registry.members_of(cluster) if m.role != MemberRole.INFRASTRUCTURE]
    posted = request.POST if request.method == "POST" else None
    presets = _presets(request, cluster, past)
    form = OpenForm(posted, members=members, known=selectors.contacts_known(past), initial=presets)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.request_open(actor=request.actor, cluster=cluster, asked=form.asked(), at=request.moment)
        except Refused as refusal:
            form.add_error({"figures.due": "due_on", "figures.twice": "year"}.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("The request is open; letters with links are on their way."))
            return redirect("figures:board", slug=slug, year=made.year)
    context = {"cluster": cluster, "form": form, "members": members}
    return render(request, "figures/request_new.html", context, status=422 if form.errors else 200)


def _presets(request: Request, cluster: Any, past: list[FiguresRequest]) -> dict[str, Any]:
    """Last year or the first nobody was asked for, and what the last workbook says."""
    sheet = cluster.sheets.first()
    content = sheet.content if sheet else {}
    productivity = content.get("regional_productivity")
    return {
        "year": max([timezone.localtime(request.moment).year - 1, *(row.year + 1 for row in past)]),
        "final_products": "; ".join(content.get("final_products", ())),
        "regional_productivity": Decimal(productivity) if productivity else None,
    }


@login_required
@require_safe
def board(request: Request, slug: str, year: int) -> HttpResponse:
    row = selectors.request_get(request.actor, slug=slug, year=year)
    return render(request, "figures/board.html", {"asked": row, "cluster": row.cluster, "board": pages.Board.of(row)})


@login_required
@require_POST
def remind(request: Request, **where: Any) -> HttpResponse:
    row = selectors.request_get(request.actor, **where)
    sent = services.request_remind(actor=request.actor, request=row, at=request.moment)
    said = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", sent)
    if sent:
        messages.success(request, said % {"count": sent})
    else:
        messages.info(request, _("Everybody waited for was reminded today already, or has no address yet."))
    return redirect(links.to("board", row))


@login_required
@require_POST
def lock(request: Request, **where: Any) -> HttpResponse:
    row = selectors.request_get(request.actor, **where)
    services.request_lock(actor=request.actor, request=row, at=request.moment)
    if row.cluster is None:
        messages.success(request, _("Locked: answers are no longer taken."))
        return redirect(links.to("board", row))
    messages.success(request, _("Locked: the answers are the cluster's sheet, and it is judged."))
    return redirect("registry:verdict", slug=row.cluster.slug)


@login_required
@require_POST
def reopen(request: Request, **where: Any) -> HttpResponse:
    row = selectors.request_get(request.actor, **where)
    services.request_reopen(actor=request.actor, request=row, at=request.moment)
    said = _("Answers are taken again. The sheet stays as it is until you lock anew.")
    messages.success(request, _("Answers are taken again.") if row.is_table else said)
    return redirect(links.to("board", row))


@login_required
@require_safe
def reconciliation(request: Request, slug: str, year: int) -> HttpResponse:
    row = selectors.request_get(request.actor, slug=slug, year=year)
    lines = pages.lines(row, everything=bool(request.GET.get("all")))
    return render(request, "figures/reconciliation.html", {"asked": row, "cluster": row.cluster, **lines})


@login_required
@require_POST
def summary(request: Request, slug: str, year: int) -> HttpResponse:
    """A POST: what leaves the house is written into the journal."""
    row = selectors.request_get(request.actor, slug=slug, year=year)
    content = services.summary_export(actor=request.actor, request=row, at=request.moment)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-figures-{year}.xlsx"'
    return response
