"""The workbooks of a cluster: what a waiting one changes, the history, one of them, and back as XLSX."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, doors, selectors, services, sheet_diff, verdict_page
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet
from svetovod.web.registry.places import page as places

from .clusters import XLSX


@login_required
@require_safe
def pending(request: Request, slug: str) -> HttpResponse:
    """What the waiting workbook changes, and what becomes of the verdict."""
    cluster = _managed(request, slug)
    waiting = selectors.pending_sheet(cluster)
    if waiting is None:
        return redirect("registry:upload", slug=slug)
    context = {
        "cluster": cluster,
        "waiting": waiting,
        "named": places.told(waiting.content),
        "elsewhere": selectors.members_elsewhere(request.actor, waiting.content, cluster.pk),
        **compared(request, waiting.base.content, waiting.content),
    }
    return render(request, "registry/pending.html", context)


@login_required
@require_POST
def pending_apply(request: Request, slug: str) -> HttpResponse:
    cluster = _managed(request, slug)
    sha256 = request.POST.get("sha256", "")
    services.pending_apply(actor=request.actor, cluster=cluster, sha256=sha256, at=request.moment)
    messages.success(request, _("The workbook is accepted and judged."))
    return redirect("registry:verdict", slug=slug)


@login_required
@require_POST
def pending_discard(request: Request, slug: str) -> HttpResponse:
    cluster = _managed(request, slug)
    services.pending_discard(actor=request.actor, cluster=cluster, at=request.moment)
    messages.success(request, _("The figures stay as they were."))
    return redirect("registry:sheet_list", slug=slug)


@login_required
@require_safe
def sheet_list(request: Request, slug: str) -> HttpResponse:
    cluster = _seen(request, slug)
    sheets = selectors.sheets_of(cluster)
    context = {
        "cluster": cluster,
        "sheets": sheets,
        "may_import": ACCESS.allows("cluster.import", request.actor, cluster),
        "waiting": selectors.pending_sheet(cluster),
    }
    return render(request, "registry/sheet_list.html", context)


@login_required
@require_safe
def sheet_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    """One workbook against the one before it."""
    cluster = _seen(request, slug)
    sheet = _sheet(cluster, pk)
    before = selectors.sheet_before(sheet)
    context: dict[str, Any] = {
        "cluster": cluster,
        "sheet": sheet,
        "before": before,
        "newest": cluster.sheets.values_list("pk", flat=True).first() == sheet.pk,
        "may_import": ACCESS.allows("cluster.import", request.actor, cluster),
    }
    if context["may_import"] and context["newest"]:
        code = services.why_not(sheet)
        context |= {"undo": not code, "why": services.WHY.get(code, ""), "rests": doors.rests(sheet)}
    if before is not None:
        context |= compared(request, before.content, sheet.content)
    return render(request, "registry/sheet_detail.html", context)


@login_required
@require_POST
def sheet_restore(request: Request, slug: str, pk: int) -> HttpResponse:
    cluster = _managed(request, slug)
    services.sheet_restore(actor=request.actor, cluster=cluster, sheet_id=pk, at=request.moment)
    messages.success(request, _("The earlier figures are in force again."))
    return redirect("registry:verdict", slug=slug)


@login_required
@require_POST
def import_undo(request: Request, slug: str, pk: int) -> HttpResponse:
    cluster = _managed(request, slug)
    services.import_undo(actor=request.actor, cluster=cluster, sheet_id=pk, at=request.moment)
    messages.success(request, _("The import is undone: the earlier figures are in force again."))
    return redirect("registry:verdict", slug=slug)


@login_required
@require_safe
def sheet_xlsx(request: Request, slug: str, pk: int) -> HttpResponse:
    """The figures as a workbook: edit and upload it again."""
    cluster = _seen(request, slug)
    response = HttpResponse(bridge.workbook(_sheet(cluster, pk).content, formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{pk}.xlsx"'
    return response


def _seen(request: Request, slug: str) -> Cluster:
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    return cluster


def _managed(request: Request, slug: str) -> Cluster:
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("cluster.import", request.actor, cluster)
    return cluster


def _sheet(cluster: Cluster, pk: int) -> ClusterSheet:
    sheet = cluster.sheets.select_related("uploaded_by").filter(pk=pk).first()
    if sheet is None:
        raise Hidden
    return sheet


def compared(request: Request, before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    """Both verdicts and every difference; of a first workbook, its verdict and all that it says."""
    day, facts = timezone.localtime(request.moment).date(), bridge.facts()
    now = verdict_page.build(bridge.assess(after, on=day, facts=facts))
    then = verdict_page.build(bridge.assess(before, on=day, facts=facts)) if before else None
    return {
        "diff": sheet_diff.compare(before or sheet_diff.NOTHING, after),
        "then": then,
        "now": now,
        "changes": [each for each in verdict_page.changes(then, now) if each["differs"]] if then else [],
        "day": day,
    }
