"""What a person opened lately: kept in the browser under our signature, for that person alone, and nowhere else.

Opening a page so writes nothing here, and two tabs cannot undo each other's sign-in as they could in its session. The
cookie names places by their keys and no titles: those are asked of the selectors each time, as of any reader, so that
what one may no longer see is not shown. The signature keeps it from being changed, not from being read at that browser:
so it lasts no longer than a sign-in, goes with signing out and before the eyes of a visitor, and the page shows
nothing of it to whoever signs in next.
"""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from svetovod.web.common.http import Request

COOKIE, SALT = "recent", "svetovod.recent"
MOST = 8
Place = tuple[str, ...]  # kind, then its keys
# address -> kind of the place and the arguments that name it: parts of a place count as the place
KINDS: dict[str, tuple[str, ...]] = {
    "registry:cluster_detail": ("cluster", "slug"),
    "registry:verdict": ("cluster", "slug"),
    "registry:map": ("cluster", "slug"),
    "dossier:overview": ("cluster", "slug"),
    "projects:project_detail": ("project", "code"),
    "projects:estimate": ("project", "code"),
    "projects:remark_list": ("project", "code"),
    "selection:round": ("round", "slug"),
    "selection:desk": ("round", "slug"),
    "selection:application": ("application", "slug", "number"),
    "registry:organisation": ("organisation", "inn"),
    "events:session_detail": ("session", "slug"),
    "events:registrations": ("session", "slug"),
    "rulebook:item": ("item", "act", "key"),
}


def recent(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Not while an administrator looks through somebody's eyes: the browser is the administrator's."""

    def handle(request: Request) -> HttpResponse:
        known = request.actor.person_id
        response = get_response(request)
        if hasattr(request, "viewer"):
            return response
        if not known or not request.user.is_authenticated:
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE)
            return response
        place = _opened(request, response)
        before = places(request)
        if place and before[:1] != [place]:
            _keep(request, response, [place, *(each for each in before if each != place)][:MOST])
        return response

    return handle


def places(request: Request) -> list[Place]:
    """The newest first; nothing of another person's."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return []
    whose, rows = kept
    return [tuple(row) for row in rows] if whose == request.actor.person_id else []


def _opened(request: Request, response: HttpResponse) -> Place | None:
    match = request.resolver_match
    if match is None or request.method != "GET" or response.status_code != 200 or request.htmx:
        return None
    kind, *names = KINDS.get(match.view_name, ("",))
    return (kind, *(str(match.kwargs[name]) for name in names)) if kind else None


def _keep(request: Request, response: HttpResponse, rows: list[Place]) -> None:
    value = signing.dumps([request.actor.person_id, rows], salt=SALT, compress=True)
    response.set_cookie(
        COOKIE, value, max_age=settings.SESSION_COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure()
    )  # fmt: skip
