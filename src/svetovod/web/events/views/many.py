"""The organiser's list, many rows at once."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from svetovod.web.common import bulk
from svetovod.web.common.http import Request
from svetovod.web.events import many, selectors
from svetovod.web.events.access import ACCESS

from .organising import registrations_chosen, session_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registrations_many(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "registrations.list")
    data = request.POST if request.method == "POST" else request.GET
    deed = bulk.chosen(data, many.deeds(session, request.POST or None))
    ACCESS.require(many.WHO[deed.do], request.actor, session)
    return bulk.answer(
        request, deed, selectors.registrations(session), registrations_chosen(request.GET, session).qs,
        lines=lambda rows: many.lines(rows, deed.do),
        do=lambda rows: many.SERVICES[deed.do](
            actor=request.actor, session=session, registrations=rows, **deed.given, at=request.moment
        ),
    )  # fmt: skip
