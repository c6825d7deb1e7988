from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.papers import DOCX, docx
from svetovod.web.matchmaking import pages, paper, seated, selectors, services
from svetovod.web.matchmaking.enums import LIVE, TableState
from svetovod.web.matchmaking.forms import MinutesForm, SeatForm, TableForm
from svetovod.web.matchmaking.keys import Side, side_of

from .answering import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cooperation(request: Request, slug: str, token: str) -> HttpResponse:
    """Cooperation tables of the enterprise, and a new one around a sketch or the canvas of its own project."""
    side = side_of(request.actor, slug, token)
    if not side.known:
        return redirect("matchmaking:profile", slug=slug, token=token)
    projects = seated.projects_of(request.actor, side.profile)
    form = TableForm(
        request.POST if request.method == "POST" else None, projects=projects,
        initial={"project": projects.filter(code=request.GET.get("project", "")[:12]).first()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = services.table_open(
                actor=request.actor, profile=side.profile, link=side.link, at=request.moment, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The table is open. Now invite those who should sit at it."))
            return redirect("matchmaking:cooperation_table", slug=slug, token=token, pk=made.pk)
    rows = [seated.Seated.of(each, side.profile, request.moment) for each in selectors.tables_of(side.profile)]
    status = 422 if request.method == "POST" else 200
    return page(request, "cooperation", side, {"rows": rows, "form": form}, status=status)


def _seated(request: Request, side: Side, pk: int) -> seated.Seated:
    found = selectors.tables_of(side.profile).select_related("meeting").filter(pk=pk).first() if side.known else None
    if found is None:
        raise Http404
    return seated.Seated.of(found, side.profile, request.moment)


@never_cache
@require_safe
def cooperation_table(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """The sketch, who is invited, the minutes: for those who are asked or sit there."""
    side = side_of(request.actor, slug, token)
    return _page(request, side, _seated(request, side, pk))


def _page(request: Request, side: Side, row: seated.Seated, **forms: Any) -> HttpResponse:
    there = [chair.seat.profile_id for chair in row.chairs if chair.seat.state in LIVE]
    plan = selectors.plan_of(side.session)
    guests = selectors.shown_to(side.profile).exclude(pk__in=there) if row.leads else None
    context = {
        "row": row,
        "missing": seated.missing(row, side.profile, guests) if guests is not None and row.live else [],
        "agenda": {"times": pages.times(plan) if plan else []},
        "seat_form": SeatForm(guests=guests) if row.leads and row.live else None,
        "minutes_form": MinutesForm(
            initial={"minutes": row.table.minutes, "result": row.seat.result, "note": row.seat.note}
        ),
    } | forms
    return page(request, "cooperation_table", side, context, status=422 if forms else 200)


@require_POST
def cooperation_invite(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    row = _seated(request, side, pk)
    if not row.leads:
        raise Http404
    form = SeatForm(request.POST, guests=selectors.shown_to(side.profile))
    if not form.is_valid():
        return _page(request, side, row, seat_form=form)
    seat = services.seat_offer(
        actor=request.actor, table=row.table, guest=form.cleaned_data["guest"], role=form.cleaned_data["role"],
        link=side.link, at=request.moment,
    )  # fmt: skip
    messages.success(request, _("%(name)s is invited.") % {"name": seat.profile.name})
    return redirect("matchmaking:cooperation_table", slug=slug, token=token, pk=pk)


@require_POST
def cooperation_answer(request: Request, slug: str, token: str, pk: int, action: str) -> HttpResponse:
    """To come, not to come, or, for whoever opened the table, to call it off."""
    side = side_of(request.actor, slug, token)
    row = _seated(request, side, pk)
    asked: Any = {
        "actor": request.actor, "table": row.table, "by": side.profile, "link": side.link, "at": request.moment,
    }  # fmt: skip
    if action == "withdraw" and row.leads:
        services.table_withdraw(**asked)
        messages.success(request, _("The table is called off; everybody is told."))
    elif action in {"accept", "decline"} and not row.leads:
        made = services.seat_answer(accept=action == "accept", **asked)
        messages.success(request, _answered(action, made.state))
    else:
        raise Http404
    return redirect("matchmaking:agenda", slug=slug, token=token)


def _answered(action: str, state: str) -> str:
    if action == "decline":
        return _("Declined; the other side is told.")
    if state == TableState.AGREED:
        return _("Agreed. The time and the table come with the schedule.")
    return _("Agreed. The table takes place as soon as three have agreed.")


@require_POST
def cooperation_minutes(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """What the table decided, and what came of it for this side."""
    side = side_of(request.actor, slug, token)
    row, form = _seated(request, side, pk), MinutesForm(request.POST)
    if not form.is_valid():
        return _page(request, side, row, minutes_form=form)
    services.table_minutes(
        actor=request.actor, table=row.table, by=side.profile, link=side.link, at=request.moment, **form.cleaned_data
    )
    messages.success(request, _("Noted."))
    return redirect("matchmaking:cooperation_table", slug=slug, token=token, pk=pk)


@login_required
@require_POST
def cooperation_project(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """The table becomes a joint project with its participants."""
    side = side_of(request.actor, slug, token)
    row = _seated(request, side, pk)
    made = services.table_project(actor=request.actor, table=row.table, by=side.profile, at=request.moment)
    messages.success(request, _("The idea is kept as %(code)s: fill it in together.") % {"code": made.code})
    return redirect(made)


@never_cache
@require_safe
def cooperation_paper(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """The agreement of intent, for those who sit at the table."""
    side = side_of(request.actor, slug, token)
    row = _seated(request, side, pk)
    if not row.sits or row.table.state != TableState.AGREED:
        raise Http404
    response = HttpResponse(docx(paper.intent(row.table)), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="intent-{pk}.docx"'
    return response
