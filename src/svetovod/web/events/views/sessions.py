from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.events import calendars, doors, phrases, seats, selectors
from svetovod.web.events.access import ACCESS
from svetovod.web.registry import selectors as registry


@require_safe
def session_list(request: Request) -> HttpResponse:
    found = list(selectors.with_seats(selectors.sessions_visible(request.actor)))
    rows = [
        {
            "session": session,
            "days": phrases.days(session),
            "region": registry.region_name(session.region),
            "answer": phrases.answer(session, request.moment, max(session.capacity - session.seated, 0)),
            "phase": phrases.phase(session, request.moment),
        }
        for session in found
    ]
    ahead = [row for row in rows if row["phase"] not in {"over", "cancelled"}]
    past = [row for row in reversed(rows) if row["phase"] in {"over", "cancelled"}]
    return render(request, "events/session_list.html", {"ahead": ahead, "past": past, "first": ahead[:1]})


@require_safe
def session_detail(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    known = selectors.selection_day_known(session, request.moment, show_future=request.clock.show_future)
    free = seats.free(session)
    context = {
        "session": session,
        "days": phrases.days(session),
        "region": registry.region_name(session.region),
        "phase": phrases.phase(session, request.moment),
        "answer": phrases.answer(session, request.moment, free),
        "free": free,
        "bodies": list(session.bodies.all()),
        "programme": selectors.programme(session),
        "visits": list(selectors.visits(session)),
        "path": phrases.path(session, request.moment, day_known=known),
        "selection": phrases.selection(session, day_known=known),
        "papers_open": request.moment < session.papers_until,
        "doors": doors.doors(request.actor, session, request.moment),
        "mine": selectors.own_registration(request.actor, session),
        "moves": phrases.moves(session) if ACCESS.allows("session.update", request.actor, session) else [],
        "may_list": ACCESS.allows("registrations.list", request.actor, session),
        "may_pitches": ACCESS.allows("pitches.list", request.actor, session),
    }
    return render(request, "events/session_detail.html", context)


@require_safe
def session_ics(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    response = HttpResponse(calendars.session_ics(session, at=request.moment), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response
