from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import bell_page, load_page, selectors, services, sheets
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.forms import LateForm
from svetovod.web.matchmaking.grid import slots_of

from .answering import organised


@login_required
@never_cache
@require_safe
def bell(request: Request, slug: str) -> HttpResponse:
    """For the screen in the hall: it asks by itself how late it is."""
    session = organised(request, slug)
    context = {"session": session, "bell": bell_page.bell(session, request.moment)}
    return render(request, "matchmaking/bell.html", context)


@login_required
@require_safe
def agendas_pdf(request: Request, slug: str, sort: str) -> HttpResponse:
    """A sheet for each enterprise, or the backs of the badges."""
    session = organised(request, slug)
    if sort not in sheets.SORTS:
        raise Http404
    content = sheets.all_of(request.actor, session, sort, request.moment)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="agendas-{slug}-{sort}.pdf"'
    return response


@login_required
@require_POST
def late(request: Request, slug: str) -> HttpResponse:
    """Somebody comes late, or not at all; the schedule follows by a repair."""
    session = organised(request, slug)
    ACCESS.require("plan.manage", request.actor, session)
    plan = selectors.plan_of(session)
    people = load_page.people(selectors.agreements(session))
    form = LateForm(request.POST, people=people, slots=slots_of(plan) if plan else [])
    if not form.is_valid():
        messages.error(request, _("Choose one of the enterprises that meet somebody, and when it is there."))
        return redirect("matchmaking:organise", slug=slug)
    profile = selectors.profiles(session).get(pk=form.cleaned_data["enterprise"])
    until = form.cleaned_data["slot"] or None
    services.lateness_note(actor=request.actor, profile=profile, until=until, at=request.moment)
    messages.success(request, _("Noted. Repair the schedule: as few meetings as possible will move."))
    return redirect("matchmaking:organise", slug=slug)
