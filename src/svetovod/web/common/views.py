"""Error pages, and what a monitoring system asks."""

from hmac import compare_digest

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .errors import LinkUnknown
from .logs import security
from .metrics import exposition

UNKNOWN = {  # the headline and the title of the tab, by whose link it would be
    "role": _("This invitation is not known here"),
    "invitation": _("This invitation is not known here"),
    "registration": _("This registration link is not known here"),
    "questionnaire": _("This questionnaire link is not known here"),
    "tasks": _("This link to tasks after a session is not known here"),
}


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Says whether the server can serve: 200 with the database reachable, 503 without."""
    from django.db import DatabaseError

    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return JsonResponse({"status": "error", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Says whether this process answers at all, asking nothing of the database: a restart helps only here."""
    return JsonResponse({"status": "ok"})


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for whoever holds the token of the installation; for anybody else there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    large = isinstance(exception, RequestDataTooBig)
    context = {"large": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2 if large else 0}
    return render(request, "400.html", context, status=413 if large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    security("form.forged", request)
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(cause := exception.__cause__, LinkUnknown):
        return render(request, "link_unknown.html", {"kind": cause.kind, "said": UNKNOWN[cause.kind]}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    code = getattr(request, "support_code", "")
    return render(None, "500.html", {"support_code": code, "support_contact": settings.CONTACT}, status=500)
