"""Opening, voting, protocols, export."""

from collections import Counter
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection import export as exporting
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import Choice, KeyPurpose, RoundState
from svetovod.web.selection.forms import SubstituteForm, VoteForm
from svetovod.web.selection.mandate import mandate_of

from ._frame import load, signed_in

PDF = "application/pdf"


@require_safe
@signed_in
def opening(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "opening.view")
    given = {
        consent.role: consent for consent in round_.consents.filter(purpose=KeyPurpose.SHEETS).select_related("person")
    }
    done, expected = selectors.sheet_progress(round_)
    roles = (Role.SECRETARY, Role.CHAIR)
    context |= {
        "consents": [(role, given.get(role), request.actor.holds(role, Scope.ROUND, round_.pk)) for role in roles],
        "substitutes": [
            (role, SubstituteForm(initial={"role": role}))
            for role in roles
            if selectors.may_name_substitute(request.actor, round_, role)
        ],
        "interest": selectors.own_interest(request.actor, round_),
        "done": done,
        "expected": expected,
        "missing": expected - done,
        "opened": context["view"].reached(RoundState.OPENED) and round_.state != RoundState.SCORING,
        "in_time": round_.scoring_until is not None and request.moment >= round_.scoring_until,
        "sheets": selectors.opened_sheets(request.actor, round_),
        "custody": selectors.custody_of(request.actor, round_, request.moment) if round_.key_needed else None,
    }
    return render(request, "selection/opening.html", context)


@require_POST
@signed_in
def confirm(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "opening.view")
    services.opening_confirm(actor=request.actor, round=round_, role=request.POST.get("role", ""), at=request.moment)
    return redirect("selection:opening", slug)


@require_POST
@signed_in
def substitute(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "opening.view")
    role, email = request.POST.get("role", ""), request.POST.get("email", "")
    services.substitute_name(actor=request.actor, round=round_, role=role, email=email, at=request.moment)
    messages.success(request, _("The substitute is named."))
    return redirect("selection:opening", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def vote(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "vote.view")
    if request.method == "POST":
        ACCESS.require("vote.cast", request.actor, round_)
    seats = selectors.votes_of(request.actor, round_)
    own = next((vote for seat, vote in seats if seat.person_id == request.actor.person_id), None)
    initial = {"choice": own.choice, "opinion": own.opinion, "conflict": own.conflict} if own else {}
    form = VoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.vote_cast(actor=request.actor, round=round_, at=request.moment, **form.cleaned_data)
        return redirect("selection:vote", slug)
    run = selectors.latest_run(request.actor, round_)
    given = [vote for _seat, vote in seats if vote]
    cast = [vote for vote in given if vote.choice != Choice.RECUSED]
    context |= {
        "mandate": mandate_of(round_),
        "seats": seats, "form": form, "run": run, "cast": len(cast), "own": own,
        "counts": [(choice.label, Counter(v.choice for v in given)[choice]) for choice in Choice],
        "quorum": len(cast) * 100 >= len(seats) * round_.quorum and bool(cast),
        "seated": any(seat.person_id == request.actor.person_id for seat, _vote in seats),
        "allocated": Decimal(run.result["allocated"]) if run else None,
        "winners": sum(p["status"] in ("winner", "partial") for p in run.result["ranking"]) if run else 0,
    }  # fmt: skip
    return render(request, "selection/vote.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def approve(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "vote.view")
    services.round_approve(actor=request.actor, round=round_, at=request.moment)
    return redirect("selection:protocols", slug)


@require_safe
@signed_in
def protocols(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "desk.view")
    context["protocols"] = list(selectors.protocols_of(request.actor, round_))
    context["gaps"] = selectors.protocol_gaps(request.actor, round_, at=request.moment)
    context["ahead"] = selectors.letters_ahead(request.actor, round_)
    return render(request, "selection/protocols.html", context)


@require_POST
@signed_in
def issue(request: Request, slug: str) -> HttpResponse:
    """The first protocol, or a new one that corrects the last."""
    round_, _context = load(request, slug, "desk.view")
    reason = request.POST.get("reason", "")
    corrects = selectors.protocols_of(request.actor, round_).first() if "corrects" in request.POST else None
    made = services.protocol_issue(
        actor=request.actor, round=round_, corrects=corrects, reason=reason, at=request.moment
    )
    messages.success(request, _("Protocol No. %(number)d is issued.") % {"number": made.number})
    return redirect("selection:protocols", slug)


@require_safe
def protocol(request: Request, slug: str, number: int) -> HttpResponse:
    round_, context = load(request, slug)
    if not (context["view"].is_published or context["inside"]):
        raise Hidden
    found = selectors.protocol_get(request.actor, round_, number)
    context |= {"protocol": found, "snapshot": found.snapshot, "size": len(found.pdf)}
    return render(request, "selection/protocol.html", context)


@require_safe
def protocol_pdf(request: Request, slug: str, number: int) -> HttpResponse:
    round_, context = load(request, slug)
    if not (context["view"].is_published or context["inside"]):
        raise Hidden
    found = selectors.protocol_get(request.actor, round_, number)
    answer = HttpResponse(bytes(found.pdf), content_type=PDF)
    answer["Content-Disposition"] = f'attachment; filename="{round_.slug}-protocol-{found.number}.pdf"'
    return answer


@require_POST
@signed_in
def export(request: Request, slug: str) -> HttpResponse:
    """A POST, for the export itself is an entry of the journal."""
    round_, _context = load(request, slug, "desk.view")
    data = exporting.export_make(actor=request.actor, round=round_, at=request.moment)
    answer = HttpResponse(data, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{round_.slug}-export.zip"'
    return answer


@require_safe
@signed_in
def check_page(request: Request, slug: str) -> HttpResponse:
    """The page that computes places without a network; a file to keep, never run under this address."""
    round_, _context = load(request, slug, "check.view")
    page = exporting.check_page(round_)
    if page is None:
        raise Hidden
    answer = HttpResponse(page, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="check-{round_.slug}.html"'
    return answer
