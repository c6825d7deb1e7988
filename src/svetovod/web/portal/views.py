from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.accounts.services import desk_seen
from svetovod.web.common.http import Request

from . import home as home_page
from . import tasks
from .desks import changes

PUT_AWAY, PUT_AWAY_FOR = "first-steps", 365 * 24 * 3600


@require_safe
def home(request: Request) -> HttpResponse:
    """The public face: what comes next, what is open, where the clusters are."""
    context = home_page.context(request.actor, request.moment, show_future=request.clock.show_future)
    return render(request, "portal/home.html", context)


@login_required
@require_safe
def desk(request: Request) -> HttpResponse:
    """What needs the signed-in person, the most urgent first, what is late, what came since the last visit."""
    guided = request.COOKIES.get(PUT_AWAY) != _mark(request)
    came = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    before = desk_seen(actor=request.actor, at=request.moment, mark=came)
    since = changes.since_of(before, request.moment)
    context = tasks.context(request.actor, request.moment, guided=guided)
    found = changes.changes(request.actor, since, request.moment)
    context |= {"changes": found, "since": since}
    return render(request, "portal/desk.html", context)


@login_required
@require_POST
def first_steps(request: Request) -> HttpResponse:
    """Puts the first steps away in this browser, or brings them back; nothing of the person is changed."""
    response = redirect("portal:desk")
    if "again" in request.POST:
        response.delete_cookie(PUT_AWAY)
    else:
        response.set_cookie(
            PUT_AWAY, _mark(request), max_age=PUT_AWAY_FOR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _mark(request: Request) -> str:
    """Whoever signs in at the same browser next has steps of their own."""
    return str(request.actor.person_id)
