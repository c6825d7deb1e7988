"""The published programme as files: for calendars, for programs and pages of others, for paper."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import calendars, programme_paper, selectors
from svetovod.web.events.enums import SessionState


@require_safe
def programme_ics(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    history = selectors.programme_history(session)
    content = calendars.programme_ics(session, selectors.programme(session), at=request.moment, history=history)
    response = HttpResponse(content, content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{slug}-programme.ics"'
    return response


@require_safe
def own_ics(request: Request, slug: str, token: str) -> HttpResponse:
    """The programme of whoever holds the link of the letter: common entries, and the visit that was chosen."""
    row = selectors.registration_by_token(slug, token)
    days, history = selectors.programme(row.session), selectors.programme_history(row.session)
    content = calendars.programme_ics(row.session, days, at=request.moment, history=history, registration=row)
    response = HttpResponse(content, content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{slug}-my-programme.ics"'
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def programme_json(request: Request, slug: str) -> HttpResponse:
    """Read by pages of other sites too: it says what anybody may read, whoever asks."""
    session = selectors.session_get(request.actor, slug)
    response = JsonResponse(selectors.programme_plain(session), json_dumps_params={"ensure_ascii": False})
    if session.state != SessionState.DRAFT:
        response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def programme_pdf(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    content = papers.pdf(programme_paper.of(session, selectors.programme(session)), request.moment)
    response = HttpResponse(content, content_type=papers.PDF)
    response["Content-Disposition"] = f'inline; filename="{slug}-programme.pdf"'
    return response
