"""What the pages behind an enterprise's address share: the side that asks, and an answer that tells nobody of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from svetovod.web.common.http import Request
from svetovod.web.events import selectors as events
from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.access import ACCESS
from svetovod.web.matchmaking.keys import Side


def page(request: Request, template: str, side: Side, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The address may be the secret of a guest: it must not leave the house. A form needs its origin to be sent."""
    frame = {"session": side.session, "side": side, "profile": side.profile, "key": side.key}
    response = render(request, f"matchmaking/{template}.html", frame | context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def organised(request: Request, slug: str) -> Any:
    """The session, for whoever organises it."""
    session = events.session_get(request.actor, slug)
    ACCESS.require("plan.view", request.actor, session)
    return session


def organised_run(request: Request, slug: str, number: int) -> Any:
    from django.http import Http404

    found = selectors.runs(request.actor, organised(request, slug)).filter(number=number).first()
    if found is None:
        raise Http404
    return found
