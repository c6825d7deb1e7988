from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.matchmaking import board_page, bridge, load_page, selectors, services
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.forms import FixForm, LateForm, PlanForm, ScheduleForm, TablesForm

from .answering import organised, organised_run

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def organise(request: Request, slug: str) -> HttpResponse:
    return _page(request, organised(request, slug))


def _page(request: Request, session: Any, **forms: Any) -> HttpResponse:
    plan = selectors.plan_of(session)
    page = board_page.of(request.actor, session, plan)
    context = {
        "session": session,
        "page": page,
        "form": PlanForm(session=session, initial=_initial(plan)),
        "tables_form": TablesForm(tables=plan.tables, initial={"lost": plan.lost}) if plan else None,
        "schedule_form": ScheduleForm(),
        "fix_form": FixForm(agreed=page.agreed, slots=page.slots) if page.agreed and page.whole else None,
        "late_form": LateForm(people=load_page.people(page.agreed), slots=page.slots) if page.rows else None,
        "may_manage": ACCESS.allows("plan.manage", request.actor, session),
    } | forms
    return render(request, "matchmaking/organise.html", context, status=422 if forms else 200)


def _initial(plan: Any) -> dict[str, Any]:
    names = ("item", "minutes", "tables", "pause_from", "pause_minutes", "seconds", "spare")
    if plan is None:
        return {}
    return {name: getattr(plan, name) for name in names} | {"wishes_until": timezone.localtime(plan.wishes_until)}


@login_required
@require_POST
def plan(request: Request, slug: str) -> HttpResponse:
    session = organised(request, slug)
    form = PlanForm(request.POST, session=session)
    if form.is_valid():
        try:
            services.plan_set(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Slots and tables are kept."))
            return redirect("matchmaking:organise", slug=slug)
    return _page(request, session, form=form)


@login_required
@require_POST
def tables(request: Request, slug: str) -> HttpResponse:
    """Tables that were lost; the schedule follows by a repair, which is begun at once where one is published."""
    session = organised(request, slug)
    plan = selectors.plan_of(session)
    form = TablesForm(request.POST, tables=plan.tables if plan else 0)
    if plan is None or not form.is_valid():
        return _page(request, session, tables_form=form)
    services.tables_lose(actor=request.actor, session=session, lost=form.cleaned_data["lost"], at=request.moment)
    messages.success(request, _("Noted. Repair the schedule: as few meetings as possible will move."))
    return redirect("matchmaking:organise", slug=slug)


@login_required
@require_safe
def cards(request: Request, slug: str) -> HttpResponse:
    """A card for each table, to be printed."""
    session = organised(request, slug)
    return render(request, "matchmaking/cards.html", {"session": session, "cards": board_page.cards(session)})


@login_required
@require_safe
def schedule_xlsx(request: Request, slug: str) -> HttpResponse:
    """Agreed meetings and the schedule in force, to be changed by hand or computed elsewhere."""
    plan = selectors.plan_of(organised(request, slug))
    if plan is None:
        raise Refused("plan.none", _("Say first when and at how many tables the meetings are."))
    content = board_page.workbook(request.actor, plan, request.moment)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="meetings-{slug}.xlsx"'
    return response


@login_required
@require_POST
def schedule_import(request: Request, slug: str) -> HttpResponse:
    """The workbook with slots and tables as they were changed: kept like a computed schedule, or all that is wrong."""
    session = organised(request, slug)
    ACCESS.require("plan.manage", request.actor, session)
    form = ScheduleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, session, schedule_form=form)
    read = bridge.read_workbook(form.cleaned_data["file"])
    if read.errors:
        faults = bridge.told(read.errors, formatting.lang())
        return _page(request, session, schedule_form=form, problems=faults)
    made, broken = services.run_import(actor=request.actor, session=session, lines=read.value or (), at=request.moment)
    if made is None:
        return _page(request, session, schedule_form=form, broken=broken)
    messages.success(request, _("The schedule of the workbook holds. Publish it, and those concerned are told."))
    return redirect("matchmaking:organise", slug=slug)


@login_required
@require_POST
def run(request: Request, slug: str) -> HttpResponse:
    services.run_start(actor=request.actor, session=organised(request, slug), at=request.moment)
    return redirect("matchmaking:organise", slug=slug)


@login_required
@require_POST
def repair(request: Request, slug: str) -> HttpResponse:
    services.repair_start(actor=request.actor, session=organised(request, slug), at=request.moment)
    return redirect("matchmaking:organise", slug=slug)


@login_required
@require_POST
def stop(request: Request, slug: str, number: int) -> HttpResponse:
    services.run_stop(actor=request.actor, run=organised_run(request, slug, number), at=request.moment)
    messages.success(request, _("The search ends; the best schedule found so far is kept."))
    return redirect("matchmaking:organise", slug=slug)


@login_required
@require_POST
def publish(request: Request, slug: str, number: int) -> HttpResponse:
    found = organised_run(request, slug, number)
    told = len(services.run_publish(actor=request.actor, run=found, at=request.moment))
    said = ngettext("Published. %(n)d enterprise is told.", "Published. %(n)d enterprises are told.", told)
    messages.success(request, said % {"n": told})
    return redirect("matchmaking:organise", slug=slug)
