"""Error pages and the health endpoint."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .logs import security


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
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    code = getattr(request, "support_code", "")
    return render(None, "500.html", {"support_code": code}, status=500)
