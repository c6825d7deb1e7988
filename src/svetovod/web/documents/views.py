"""Handing out attachments: never as something a browser would run."""

from uuid import UUID

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from . import selectors


@require_safe
def attachment(request: Request, id: UUID) -> FileResponse:
    """The file as a download; a picture may be shown in place with `?show=1`."""
    found = selectors.attachment_get(request.actor, id)
    if not found.path.exists():
        raise Http404
    show = found.is_picture and request.GET.get("show") == "1"
    response = FileResponse(
        found.path.open("rb"), as_attachment=not show, filename=found.name, content_type=found.content_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{found.sha256}"'
    return response
