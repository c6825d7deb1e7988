"""The list of projects and the beginning of a new one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.accounts.enums import Role
from svetovod.web.common.errors import Denied
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.forms import NewForm
from svetovod.web.projects.pages import today
from svetovod.web.projects.selectors import (
    as_shown,
    ideas_of,
    needs_me,
    projects_visible,
    seats_of,
    settled,
    sortable_as_shown,
    with_remark_counts,
)
from svetovod.web.projects.tables import ProjectFilter, ProjectTable

PAGE = 40
AS_SHOWN = frozenset({"title", "requested"})  # columns that a panel reads of the version it was shown


@login_required
@require_safe
def project_list(request: Request) -> HttpResponse:
    actor: Any = request.actor
    visible = settled(projects_visible(actor))
    mine = needs_me(actor, visible)
    chosen = ProjectFilter(request.GET, queryset=with_remark_counts(visible, today(request), actor), mine=mine)
    sort = request.GET.get("sort", "")
    by_shown = AS_SHOWN.intersection(name.lstrip("-") for name in sort.split(","))
    found = sortable_as_shown(actor, chosen.qs) if by_shown else chosen.qs
    table = ProjectTable(found, order_by=sort)
    page = Paginator(table.rows, PAGE).get_page(request.GET.get("page"))
    table.paginate(page=page.number, per_page=PAGE)
    rows = list(table.page.object_list.data) if table.page else []
    as_shown(actor, rows)
    context = {
        "filter": chosen,
        "table": table,
        "count": page.paginator.count,
        "needs": mine.count(),
        "late": sum(bool(row.remarks_late) for row in rows),
        "may_create": bool(actor.organisation_ids(Role.INITIATOR)),
        "demo": any(row.demo for row in rows),
    }
    return render(request, "projects/project_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_new(request: Request) -> HttpResponse:
    actor: Any = request.actor
    seats = {f"{seat.cluster_id}:{seat.organisation_id}": seat for seat in seats_of(actor)}
    if request.method == "POST" and not seats:
        raise Denied("project.create")
    choices = [(key, f"{seat.organisation} — {seat.cluster.name}") for key, seat in seats.items()]
    form = NewForm(request.POST or None, seats=choices)
    if request.method == "POST" and form.is_valid():
        seat = seats[form.cleaned_data["seat"]]
        project = services.project_create(
            actor=actor, cluster=seat.cluster, organisation=seat.organisation, title=form.cleaned_data["title"],
            canvas={name: form.cleaned_data[name] for name in ("replaces", "buyers")},
            at=request.moment,
        )  # fmt: skip
        return redirect("projects:canvas", project.code)
    status = 422 if form.is_bound else 200
    context = {"form": form, "seats": choices, "begun": ideas_of(actor) if seats else ()}
    return render(request, "projects/project_new.html", context, status=status)
