"""The envelope of an application: files put in and taken out by its applicant; its opening by two words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.common.refusing import at_the_form
from svetovod.web.selection import paper, selectors, services
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.enums import KeyPurpose, RoundState
from svetovod.web.selection.forms import EnvelopeForm

from ._frame import load, signed_in
from .applications import draft_form, draft_page, filed_page


def _back(row: Any) -> HttpResponse:
    if row.number:
        return redirect("selection:application", row.round.slug, row.number)
    return redirect("selection:apply", row.round.slug, row.project.code)


@require_POST
@signed_in
def envelope_put(request: Request, slug: str, code: str) -> HttpResponse:
    round_, context = load(request, slug)
    row = selectors.draft_get(request.actor, round_, code)
    form = EnvelopeForm(request.POST, request.FILES, documents=round_.envelope)
    if form.is_valid():
        with at_the_form(request, form, of_the_file=("envelope.size",)):
            if row.pk is None:
                row = services.application_draft(
                    actor=request.actor, round=round_, project=row.project, at=request.moment
                )
            services.envelope_put(
                actor=request.actor, application=row, place=form.cleaned_data["place"],
                upload=form.cleaned_data["file"], at=request.moment,
            )  # fmt: skip
    if form.is_valid():
        messages.success(request, _("The file is in the envelope, closed: nobody reads it before the opening."))
        return _back(row)
    if row.number:
        return filed_page(request, selectors.application_get(request.actor, slug, row.number), context, form)
    return draft_page(request, row, context, draft_form(row), envelope_form=form)


@require_POST
@signed_in
def envelope_remove(request: Request, slug: str, code: str, place: int) -> HttpResponse:
    round_, _context = load(request, slug)
    row = selectors.draft_get(request.actor, round_, code)
    if row.pk is None:
        raise Hidden
    services.envelope_remove(actor=request.actor, application=row, place=place, at=request.moment)
    return _back(row)


@require_safe
@signed_in
def envelope_receipt(request: Request, slug: str, code: str) -> HttpResponse:
    round_, _context = load(request, slug)
    row = selectors.draft_get(request.actor, round_, code)
    told = selectors.envelope_of(request.actor, row) if row.pk else []
    if not any(each.salt for each in told):
        raise Hidden
    answer = HttpResponse(paper.envelope_receipt_pdf(row, told, at=request.moment), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{row.project.pk}-envelope.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@signed_in
def envelopes(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "opening.view")
    return _opening(request, round_, context)


def _opening(request: Request, round_: Any, context: dict[str, Any], refusal: Refused | None = None) -> HttpResponse:
    """With a `refusal` of files that cannot be read the two may confirm without them."""
    if not round_.envelope:
        raise Hidden
    consents = round_.consents.filter(purpose=KeyPurpose.ENVELOPES).select_related("person")
    given = {consent.role: consent for consent in consents}
    named = [each for role in given for each in selectors.left_closed(round_, role)]
    roles = (Role.SECRETARY, Role.CHAIR)
    context |= {
        "consents": [(role, given.get(role), request.actor.holds(role, Scope.ROUND, round_.pk)) for role in roles],
        "interest": selectors.own_interest(request.actor, round_),
        "closed": selectors.envelopes_closed(round_),
        "in_time": round_.state == RoundState.INTAKE_CLOSED and ENVELOPES.over(round_, request.moment),
        "custody": selectors.custody_of(request.actor, round_, request.moment, ENVELOPES),
        "refusal": refusal,
        "broken": _documents(round_, refusal.params["broken"] if refusal else named),
        "unopened": _documents(
            round_, [{"number": each.application.number, "place": each.place}
                     for each in selectors.envelopes_unopened(round_)],
        ),
    }  # fmt: skip
    return render(request, "selection/envelopes.html", context, status=409 if refusal else 200)


def _documents(round_: Any, files: list[dict[str, Any]]) -> list[str]:
    return [f"{each['number']}: {round_.envelope[each['place'] - 1]['name']}" for each in files]


@require_POST
@signed_in
def envelopes_confirm(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "opening.view")
    try:
        services.envelopes_open(
            actor=request.actor, round=round_, role=request.POST.get("role", ""), without="without" in request.POST,
            at=request.moment,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code != "envelope.broken":
            raise
        return _opening(request, round_, context, refusal)
    return redirect("selection:envelopes", slug)
