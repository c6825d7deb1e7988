from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.events import selectors as events
from svetovod.web.matchmaking import pages, selectors
from svetovod.web.matchmaking.access import ACCESS


@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """For everybody: how many take part, when and where; for those who speak for an enterprise: the way to its own."""
    session = events.session_get(request.actor, slug)
    own = selectors.own_profiles(request.actor, session)
    context = {
        "session": session,
        "plan": selectors.plan_of(session),
        "numbers": pages.numbers(session),
        "own": [(each, profile, selectors.key_of(each)) for each, profile in own],
        "may_organise": ACCESS.allows("plan.view", request.actor, session),
    }
    return render(request, "matchmaking/board.html", context)
