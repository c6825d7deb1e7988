from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import selectors, services
from svetovod.web.matchmaking.forms import OutcomeForm
from svetovod.web.matchmaking.keys import Side, side_of


def _meeting(side: Side, pk: int) -> Any:
    found = selectors.meetings_of(side.profile).filter(pk=pk).first() if side.known else None
    if found is None:
        raise Http404
    return found


@require_POST
def outcome(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """What came of a meeting, in two taps; a note is this side's alone."""
    side = side_of(request.actor, slug, token)
    meeting, form = _meeting(side, pk), OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what came of the meeting."))
        return redirect("matchmaking:agenda", slug=slug, token=token)
    services.outcome_record(
        actor=request.actor, meeting=meeting, by=side.profile, link=side.link, at=request.moment, **form.cleaned_data
    )
    messages.success(request, _("Noted."))
    return redirect(reverse("matchmaking:agenda", args=[slug, token]) + f"#m{pk}")


@login_required
@require_POST
def project(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """The meeting becomes the idea of a joint project."""
    side = side_of(request.actor, slug, token)
    made = services.project_begin(actor=request.actor, meeting=_meeting(side, pk), by=side.profile, at=request.moment)
    messages.success(request, _("The idea is kept as %(code)s: fill it in together.") % {"code": made.code})
    return redirect(made)
