"""The organiser's list, many rows at once."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from svetovod.web.common import bulk
from svetovod.web.common.http import Request
from svetovod.web.events import many
from svetovod.web.events.access import ACCESS

from .organising import registrations_chosen, session_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registrations_many(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "registrations.list")
    data = request.POST if request.method == "POST" else request.GET
    deed = bulk.chosen(data, many.deeds(session))
    ACCESS.require(many.WHO[deed.do], request.actor, session)
    rows = bulk.picked(data, registrations_chosen(request.GET, session).qs)
    lines = list(many.lines(rows, deed.do))
    if request.method != "POST" or not rows:
        return bulk.asked(request, deed, lines)
    refused = many.SERVICES[deed.do](actor=request.actor, session=session, registrations=rows, at=request.moment)
    return bulk.told(request, deed, lines, refused)
