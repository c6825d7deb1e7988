from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import calendars, pages, selectors, services, sheets
from svetovod.web.matchmaking.enums import Result
from svetovod.web.matchmaking.keys import Side, side_of

from .answering import page


@never_cache
@require_safe
def agenda(request: Request, slug: str, token: str) -> HttpResponse:
    """The enterprise's own meetings, invitations to answer, and those that wait."""
    side = side_of(request.actor, slug, token)
    results = [(str(each), each.label) for each in Result if each != Result.PROJECT]
    return page(request, "agenda", side, {"agenda": pages.agenda(side, request.moment), "results": results})


@never_cache
@require_safe
def agenda_ics(request: Request, slug: str, token: str) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    content = calendars.meetings_ics(side, at=request.moment)
    response = HttpResponse(content, content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="meetings-{slug}.ics"'
    return response


@never_cache
@require_safe
def agenda_pdf(request: Request, slug: str, token: str) -> HttpResponse:
    """To be printed: the network in the hall may fail."""
    side = side_of(request.actor, slug, token)
    response = HttpResponse(sheets.own(side, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="meetings-{slug}.pdf"'
    response["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def answer(request: Request, slug: str, token: str, pk: int, action: str) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    wish = selectors.wish_of(side.profile, pk) if side.known else None
    if wish is None or action not in ANSWERS:
        raise Http404
    messages.success(request, ANSWERS[action](request, side, wish))
    return redirect("matchmaking:agenda", slug=slug, token=token)


def _accept(request: Request, side: Side, wish: Any) -> str:
    services.wish_answer(actor=request.actor, wish=wish, accept=True, link=side.link, at=request.moment)
    return _("Agreed. The time and the table come with the schedule.")


def _decline(request: Request, side: Side, wish: Any) -> str:
    services.wish_answer(actor=request.actor, wish=wish, accept=False, link=side.link, at=request.moment)
    return _("Declined; the other side is told.")


def _withdraw(request: Request, side: Side, wish: Any) -> str:
    services.wish_withdraw(actor=request.actor, wish=wish, by=side.profile, link=side.link, at=request.moment)
    return _("Called off; the other side is told.")


ANSWERS = {"accept": _accept, "decline": _decline, "withdraw": _withdraw}
