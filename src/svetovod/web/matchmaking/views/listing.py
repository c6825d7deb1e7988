from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import lists, runs_page, selectors
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.forms import FixForm
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.list_form import ListForm

from .answering import organised


@login_required
@require_safe
def listing(request: Request, slug: str) -> HttpResponse:
    """The list behind a number of the organiser's page; all filters stand in the address."""
    session = organised(request, slug)
    plan = selectors.plan_of(session)
    slots = slots_of(plan) if plan else []
    form = ListForm(request.GET.dict(), slots=slots, tables=plan.tables if plan else 0)
    asked = lists.asked(form.asked())
    found = lists.listed(request.actor, session, plan, asked, request.GET.get("page"))
    may_fix = found.agreed and slots and ACCESS.allows("plan.manage", request.actor, session)
    context = {
        "session": session,
        "form": form,
        "asked": asked,
        "found": found,
        "fix_form": FixForm(agreed=found.agreed, slots=slots) if may_fix else None,
    }
    return render(request, "matchmaking/listing.html", context)


@login_required
@require_safe
def runs(request: Request, slug: str) -> HttpResponse:
    """Calculations alone: what the organiser's page asks for while one of them works."""
    session = organised(request, slug)
    page = runs_page.of(request.actor, session, selectors.plan_of(session))
    may_manage = ACCESS.allows("plan.manage", request.actor, session)
    return render(request, "matchmaking/_runs.html", {"session": session, "runs": page, "may_manage": may_manage})
