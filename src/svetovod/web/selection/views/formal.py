"""The formal check: one's own answers beside what the calculation says, differences and how they are settled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common import bulk
from svetovod.web.common.http import Request
from svetovod.web.projects.selectors import participants_left
from svetovod.web.selection import many, phrases, selectors, services, suggestions
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import UNDECIDED
from svetovod.web.selection.forms import CheckForm, ReturnForm, SettleForm
from svetovod.web.selection.telling.look import tells_of

from ._frame import _Can, load, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def check(request: Request, slug: str, number: str) -> HttpResponse:
    """POST keeps the officer's answers, and with `finish` they stand."""
    round_, context = load(request, slug, "desk.view")
    row = selectors.application_get(request.actor, slug, number)
    if request.method == "POST":
        ACCESS.require("application.check", request.actor, row)
    found, offered = selectors.check_of(request.actor, row), suggestions.of(row)
    form = CheckForm(request.POST or None, initial=_initial(found, offered), suggestions=offered)
    if request.method == "POST" and form.is_valid():
        return _kept(request, row, form)
    undecided = row.state in UNDECIDED and round_.state == "formal_check"
    mine = _Can(request.actor, row)
    context |= {
        "application": row, "form": form, "return_form": ReturnForm(), "content": row.pinned.content, "check": found,
        "doubles": selectors.claimed_twice(row), "open": undecided, "mine": mine,
        "left": participants_left(row.pinned),
        "writing": undecided and found.mine and mine["application_check"],
        "settle_forms": [
            (line, SettleForm(initial={"key": line.key}, auto_id=f"id_{line.key}_%s")) for line in found.differing
        ],
        "no": sum(line.outcome is not None and line.outcome.answer == "no" for line in found.lines),
        "yes": sum(line.outcome is not None and line.outcome.answer == "yes" for line in found.lines),
        "all": len(phrases.CHECKLIST),
        "state": phrases.application_state(row.state, round_.legal_mode), "kind": phrases.application_kind(row.state),
        "tells": tells_of(row), "envelope": selectors.envelope_of(request.actor, row),
    }  # fmt: skip
    return render(request, "selection/check.html", context, status=422 if form.errors else 200)


def _initial(found: Any, offered: dict[str, Any]) -> dict[str, Any]:
    """The officer's own answers; where there are none yet, what the calculation offers."""
    initial = {f"{key}.answer": each.answer for key, each in offered.items() if each.answer}
    for opinion in found.own.opinions.all() if found.own else ():
        initial[f"{opinion.key}.answer"], initial[f"{opinion.key}.comment"] = opinion.answer, opinion.comment
    return initial


def _kept(request: Request, row: Any, form: CheckForm) -> HttpResponse:
    common: dict[str, Any] = {"actor": request.actor, "application": row, "at": request.moment}
    services.check_save(**common, answers=form.answers())
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    if "finish" in request.POST:
        services.check_finish(**common)
        messages.success(request, _("Your check is finished and stands."))
    else:
        messages.success(request, _("The answers are kept. Finish the check when every item is answered."))
    return redirect("selection:check", row.round.slug, row.number)


@require_POST
@signed_in
def settle(request: Request, slug: str, number: str) -> HttpResponse:
    row = selectors.application_get(request.actor, slug, number)
    ACCESS.require("application.settle", request.actor, row)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what it comes to, and say on what ground."))
    else:
        services.check_settle(actor=request.actor, application=row, at=request.moment, **form.cleaned_data)
    return redirect("selection:check", slug, number)


@require_POST
@signed_in
def decide(request: Request, slug: str, number: str) -> HttpResponse:
    """Admit, refuse with a reason, or return for correction until a moment."""
    row = selectors.application_get(request.actor, slug, number)
    ACCESS.require("application.decide", request.actor, row)
    common: dict[str, Any] = {"actor": request.actor, "application": row, "at": request.moment}
    match request.POST.get("decision"):
        case "admit":
            services.application_admit(**common)
        case "refuse":
            services.application_refuse(**common, reason=request.POST.get("reason", ""))
        case "return":
            form = ReturnForm(request.POST)
            if not form.is_valid():
                messages.error(request, _("Say what to correct and by when."))
                return redirect("selection:check", slug, number)
            services.application_return(**common, **form.cleaned_data)
    return redirect("selection:desk", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def admit_many(request: Request, slug: str) -> HttpResponse:
    """Several applications admitted at once; of each that cannot be, why."""
    round_, _context = load(request, slug, "desk.view")
    ACCESS.require("round.check", request.actor, round_)
    deed = bulk.chosen(request.POST if request.method == "POST" else request.GET, many.deeds(round_))
    rows = selectors.applications_of_round(request.actor, round_).prefetch_related("reviews__officer", "checks")
    return bulk.answer(
        request, deed, rows, rows.filter(state__in=UNDECIDED), lines=lambda rows: many.lines(request.actor, rows),
        do=lambda rows: services.applications_admit(
            actor=request.actor, round=round_, applications=rows, at=request.moment
        ),
    )  # fmt: skip
