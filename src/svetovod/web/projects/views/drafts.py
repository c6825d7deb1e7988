"""A draft edition of PP 41 on all joint projects: how the money would move, in totals."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.typesetting import render_pdf
from svetovod.web.projects import bridge, selectors
from svetovod.web.projects import money as moving
from svetovod.web.rulebook import selectors as rulebook


@login_required
@require_safe
def draft_money(request: Request, pk: int) -> HttpResponse:
    trial, found = _tried(request, pk)
    context = {"edition": trial.edition, "found": found, "total": found.total}
    return render(request, "projects/draft_money.html", context)


@login_required
@require_safe
def draft_note(request: Request, pk: int) -> HttpResponse:
    """The explanatory note to a draft, on one page."""
    trial, found = _tried(request, pk)
    pdf = render_pdf("rulebook/draft_note.typ", moving.note(trial, found), at=trial.edition.edited_at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="draft-{pk}-money.pdf"'
    return response


def _tried(request: Request, pk: int) -> tuple[Any, moving.Money]:
    trial = rulebook.trial(request.actor, pk, bridge.ACT, _until(request))
    found = moving.money(trial, selectors.estimates_for_trial(request.actor))
    if found is None:
        raise Refused(
            "draft.no_rate",
            _("On that day there is no rate or no list of costs, so no subsidy can be calculated. Enter the rate."),
        )
    return trial, found


def _until(request: Request) -> date | None:
    return None if request.clock.show_future else timezone.localtime(request.moment).date()
