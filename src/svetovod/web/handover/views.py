"""Handovers: the list, starting one with a preview, its page and what is answered there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svetovod.web.accounts.standing import administrator
from svetovod.web.common.http import Request

from . import selectors, services
from .access import ACCESS
from .enums import HandoverState
from .forms import ReasonForm, StartForm, SuccessorsForm
from .models import Handover


@login_required
@require_GET
def handovers(request: Request) -> HttpResponse:
    return render(request, "handover/handovers.html", {"rows": selectors.handovers_of(request.actor)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, person: int) -> HttpResponse:
    """Everything of that person that the actor leads; what would become of it; then the start itself."""
    leaver = selectors.leaver_get(person)
    today = timezone.localtime(request.moment).date()
    draft, found = services.drafted(request.actor, leaver, services.Wish(today), request.moment)
    ACCESS.require("handover.start", request.actor, draft)
    form = StartForm(
        request.POST if request.method == "POST" else None, initial={"leaves_on": today}, works=found.works,
        colleagues=selectors.colleagues(draft), operator=administrator.test(request.actor),
        oneself=leaver.pk == request.actor.person_id,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        wish = _wish(form)
        if "start" in request.POST:
            made = services.handover_start(actor=request.actor, leaver=leaver, wish=wish, at=request.moment)
            messages.success(request, _("The handover is started; whom it concerns is told."))
            return redirect("handover:handover", made.pk)
        _draft, found = services.drafted(request.actor, leaver, wish, request.moment)
    context = {
        "leaver": leaver, "form": form, "plan": found, "groups": selectors.planned_groups(request.actor, found, leaver),
        "previewed": form.is_bound and form.is_valid(), "colleagues": form.people,
    }  # fmt: skip
    return render(request, "handover/start.html", context, status=422 if form.errors else 200)


def _wish(form: StartForm) -> services.Wish:
    typed = form.cleaned_data
    return services.Wish(
        form.day, form.successors, typed["ground"], typed.get("urgent", False), typed.get("closes_account", False)
    )


@login_required
@require_GET
def handover(request: Request, id: int) -> HttpResponse:
    return _page(request, selectors.handover_get(request.actor, id))


def _page(request: Request, row: Handover, **forms: Any) -> HttpResponse:
    found = selectors.plan_of(row, request.moment) if row.open else None
    allowed = {
        name: row.open and ACCESS.allows(f"handover.{name}", request.actor, row)
        for name in ("accept", "name", "force", "revoke")
    }
    mine = [each for each in row.successions.all() if each.successor_id == request.actor.person_id]
    context = {
        "row": row, "plan": found, "groups": selectors.groups_of(request.actor, row, found), "allowed": allowed,
        "successions": list(row.successions.all()), "own": row.leaver_id == request.actor.person_id,
        "asked": allowed["accept"] and any(each.accepted_at is None for each in mine),
        "force_open": allowed["force"] and row.state == HandoverState.PROPOSED,
        "reason_form": ReasonForm(auto_id="decline_%s"), "force_form": ReasonForm(auto_id="force_%s"),
        "name_form": _name_form(row, found) if allowed["name"] else None, **forms,
    }  # fmt: skip
    return render(request, "handover/handover.html", context, status=422 if forms else 200)


def _name_form(row: Handover, found: Any, data: Any = None) -> SuccessorsForm:
    now = {each.work: str(each.successor_id) for each in row.successions.all() if each.declined_at is None}
    first = next(iter(now.values()), "")
    initial = {"to": first} | {f"to_{work}": key for work, key in now.items() if key != first}
    return SuccessorsForm(
        data, initial=initial, colleagues=selectors.colleagues(row), works=found.works if found else []
    )


@login_required
@require_POST
def accept(request: Request, id: int) -> HttpResponse:
    row = selectors.handover_get(request.actor, id)
    services.handover_accept(actor=request.actor, handover=row, at=request.moment)
    messages.success(request, _("You take over. The work comes to you after the last day."))
    return redirect("handover:handover", id)


@login_required
@require_POST
def decline(request: Request, id: int) -> HttpResponse:
    row = selectors.handover_get(request.actor, id)
    ACCESS.require("handover.accept", request.actor, row)
    form = ReasonForm(request.POST, auto_id="decline_%s")
    if not form.is_valid():
        return _page(request, row, reason_form=form)
    services.handover_decline(actor=request.actor, handover=row, reason=form.cleaned_data["reason"], at=request.moment)
    messages.success(request, _("Declined: another successor will be named."))
    return redirect("handover:handovers")


@login_required
@require_POST
def name(request: Request, id: int) -> HttpResponse:
    row = selectors.handover_get(request.actor, id)
    ACCESS.require("handover.name", request.actor, row)
    form = _name_form(row, selectors.plan_of(row, request.moment), request.POST)
    if not form.is_valid():
        return _page(request, row, name_form=form)
    services.handover_name(actor=request.actor, handover=row, successors=form.successors, at=request.moment)
    messages.success(request, _("The successors are named; whoever is new is asked."))
    return redirect("handover:handover", id)


@login_required
@require_POST
def force(request: Request, id: int) -> HttpResponse:
    row = selectors.handover_get(request.actor, id)
    ACCESS.require("handover.force", request.actor, row)
    form = ReasonForm(request.POST, auto_id="force_%s")
    if not form.is_valid():
        return _page(request, row, force_form=form)
    services.handover_force(actor=request.actor, handover=row, reason=form.cleaned_data["reason"], at=request.moment)
    messages.success(request, _("Decided: the successor's consent is not waited for."))
    return redirect("handover:handover", id)


@login_required
@require_POST
def revoke(request: Request, id: int) -> HttpResponse:
    row = selectors.handover_get(request.actor, id)
    services.handover_revoke(actor=request.actor, handover=row, at=request.moment)
    messages.success(request, _("The handover is called off."))
    return redirect("handover:handover", id)
