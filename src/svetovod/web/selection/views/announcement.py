"""The announcement for everybody, version by version; amending and cancelling for the secretary."""

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import forms, selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement import words
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.models import SelectionRound

from ._frame import load, signed_in
from .drafting import initial_of


@require_safe
def announcement(request: Request, slug: str) -> HttpResponse:
    """The newest version in full, and what each amendment changed."""
    round_, context = load(request, slug)
    if not context["view"].announced or round_.archived:
        raise Hidden
    versions = selectors.announcements_of(round_, request.moment, show_future=request.clock.show_future)
    if not versions:
        raise Hidden
    said = versions[-1].content
    context |= {
        "content": said, "lines": words.lines(said), "last": versions[-1],
        "outages": selectors.outages_of(round_, request.moment, show_future=request.clock.show_future),
        "amendments": [
            (each, words.changes(before.content, each.content))
            for before, each in pairwise(versions)
        ][::-1],
    }  # fmt: skip
    return render(request, "selection/announcement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def amend(request: Request, slug: str) -> HttpResponse:
    """Terms and dates with the reason; looked at first, then published."""
    round_, context = load(request, slug, "desk.view")
    ACCESS.require("round.amend", request.actor, round_)
    may = services.amendable(round_)
    sheets = _sheets(request, round_, may)
    status = 200
    if request.method == "POST":
        status = 422
        if all(form.is_valid() for form in sheets.values()):
            fields = sheets["terms"].cleaned_data | sheets["dates"].cleaned_data
            answer = None if "look" in request.POST else _publish(request, round_, fields, sheets["reason"])
            if answer is not None:
                return answer
            status = 200 if "look" in request.POST else 422
            context["changes"] = words.changes(
                content(round_), content(services.amended(round_, fields, request.moment))
            )
    context |= sheets | {"may": may, "cancel_form": forms.CancelForm(), "looked": "changes" in context}
    return render(request, "selection/amend.html", context, status=status)


def _sheets(request: Request, round_: SelectionRound, may: tuple[str, ...]) -> dict[str, Any]:
    data = request.POST or None
    only = may or ("none",)
    return {
        "terms": forms.TermsForm(data, only=only, initial=initial_of(round_)),
        "dates": forms.DatesForm(data, only=only, initial=initial_of(round_)),
        "reason": forms.ReasonForm(data, initial={"version": round_.version}),
    }


def _publish(request: Request, round_: SelectionRound, fields: dict[str, Any], reason: Any) -> HttpResponse | None:
    """The answer, or None where the service refuses: then the form says why."""
    try:
        services.round_amend(
            actor=request.actor, round=round_, fields=fields, reason=reason.cleaned_data["reason"],
            version=reason.cleaned_data["version"], at=request.moment,
        )  # fmt: skip
    except Refused as refusal:
        reason.add_error(None, str(refusal))
        return None
    messages.success(request, _("The amendment is published, and those it concerns are told."))
    return redirect("selection:announcement", round_.slug)


@require_POST
@signed_in
def cancel(request: Request, slug: str) -> HttpResponse:
    """A draft is thrown away, an announced selection is cancelled in public."""
    round_, _context = load(request, slug)
    if not ACCESS.allows("round.cancel", request.actor, round_):
        raise Denied("round.cancel") if _context["inside"] else Hidden
    announced = round_.announced_at is not None
    services.round_cancel(
        actor=request.actor, round=round_, reason=request.POST.get("reason", "")[:2000], at=request.moment
    )
    messages.success(request, _("The selection is cancelled.") if announced else _("The draft is discarded."))
    return redirect("selection:round", slug) if announced else redirect("selection:round_list")
