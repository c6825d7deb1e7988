from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.common.linked import graph
from svetovod.web.events import (
    archive_page,
    calendars,
    doors,
    leading,
    linked,
    phrases,
    programme_page,
    seats,
    selectors,
    seminar_page,
    series_page,
)
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import PracticalSession, SessionSeries
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
    ahead = [row for row in rows if row["phase"] not in phrases.ENDED]
    past = [row for row in reversed(rows) if row["phase"] in phrases.ENDED]
    context: dict[str, Any] = {
        "ahead": ahead,
        "past": past,
        "first": ahead[:1],
        "last": next((row for row in past if row["phase"] == "over"), None),
        "series": list(SessionSeries.objects.all()),
        "doors": doors.list_doors(request.moment),
    }
    context["may_create"] = ACCESS.allows("session.create", request.actor)
    return render(request, "events/session_list.html", context)


@require_safe
def series_detail(request: Request, slug: str) -> HttpResponse:
    """The sessions of a series in one calendar, and the selection they lead to."""
    series, found = _series(request, slug)
    ahead = leading.of(series, request.actor, request.moment, show_future=request.clock.show_future)
    page = series_page.of(found, ahead, request.moment, show_future=request.clock.show_future)
    return render(request, "events/series.html", {"series": series, **page})


@require_safe
def series_ics(request: Request, slug: str) -> HttpResponse:
    series, found = _series(request, slug)
    ahead = leading.of(series, request.actor, request.moment, show_future=request.clock.show_future)
    made = calendars.series_ics(found, ahead, at=request.moment)
    response = HttpResponse(made, content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{series.slug}.ics"'
    return response


def _series(request: Request, slug: str) -> tuple[SessionSeries, list[PracticalSession]]:
    """With those of its sessions that may be seen."""
    series = SessionSeries.objects.filter(slug=slug).first()
    if series is None:
        raise Http404
    visible = selectors.sessions_visible(request.actor).filter(series=series)
    return series, list(visible.prefetch_related("date_changes").order_by("ordinal", "starts_on"))


@require_safe
def session_detail(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    prefetch_related_objects([session], "bodies", "logos")  # asked for by the page, its logos and what programs read
    known = selectors.selection_day_known(session, request.moment, show_future=request.clock.show_future)
    free = seats.free(session)
    may_plan = ACCESS.allows("session.update", request.actor, session)
    changes = list(session.date_changes.all())
    mine, taught = selectors.own_registration(request.actor, session), seminar_page.with_something(session)
    may_ask = bool(request.actor.person_id) and ACCESS.allows("floor.ask", request.actor, session)
    context = {
        "session": session,
        "days": phrases.days(session),
        "region": registry.region_name(session.region),
        "phase": phrases.phase(session, request.moment),
        "answer": phrases.answer(session, request.moment, free),
        "free": free,
        "bodies": list(session.bodies.all()),
        "logos": archive_page.logos(session),
        "ld": graph(linked.event(session)),
        "archived": archive_page.is_there(request.actor, session, taught),
        "programme": [
            (day, programme_page.lines(session, items, taught, may_ask=may_ask))
            for day, items in selectors.programme(session)
        ],
        "visits": list(selectors.visits(session)),
        "path": phrases.path(session, request.moment, day_known=known),
        "selection": phrases.selection(session, day_known=known),
        "papers_open": request.moment < session.papers_until,
        "doors": doors.doors(request.actor, session, request.moment),
        "mine": mine,
        "standing": phrases.standing(mine) if mine else "",
        "moves": phrases.moves(session, request.moment) if may_plan else [],
        "days_past": may_plan and phrases.days_past(session, request.moment),
        "changes": phrases.changes(session) if may_plan else [],
        "may_plan": may_plan,
        "said": list(session.announcements.all()[:10]),
        "moved": [(each, phrases.span(each.starts_on, each.ends_on, each.precision)) for each in changes],
        "may_list": ACCESS.allows("registrations.list", request.actor, session),
        "may_seminars": ACCESS.allows("seminars.list", request.actor, session),
        "may_pitches": ACCESS.allows("pitches.list", request.actor, session),
    }
    return render(request, "events/session_detail.html", context)


@require_safe
def session_ics(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    response = HttpResponse(calendars.session_ics(session, at=request.moment), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response
