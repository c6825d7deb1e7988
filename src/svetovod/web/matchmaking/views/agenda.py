from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import bulk
from svetovod.web.common.http import Request
from svetovod.web.matchmaking import calendars, many, pages, selectors, services, sheets
from svetovod.web.matchmaking.enums import Result
from svetovod.web.matchmaking.keys import Side, side_of

from .answering import page


@never_cache
@require_safe
def agenda(request: Request, slug: str, token: str) -> HttpResponse:
    """The enterprise's own meetings, invitations to answer, and those that wait."""
    side = side_of(request.actor, slug, token)
    results = [(str(each), each.label) for each in Result if each != Result.PROJECT]
    own = pages.agenda(side, request.moment)
    actions = [(deed.do, deed.title) for deed in many.deeds(side).values() if own.to_answer or deed.do == "withdraw"]
    return page(request, "agenda", side, {"agenda": own, "results": results, "actions": actions})


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_many(request: Request, slug: str, token: str) -> HttpResponse:
    """Several invitations agreed to, declined or called off at once."""
    side = side_of(request.actor, slug, token)
    if not side.known:
        raise Http404
    deed = bulk.chosen(request.POST if request.method == "POST" else request.GET, many.deeds(side))
    rows = selectors.wishes_of(side.profile)
    response = bulk.answer(
        request, deed, rows, rows, lines=lambda rows: many.lines(side, rows, deed.do, request.moment),
        do=lambda rows: many.done(deed.do, actor=request.actor, side=side, wishes=rows, at=request.moment),
    )  # fmt: skip
    response["Referrer-Policy"] = "same-origin"
    return response


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
