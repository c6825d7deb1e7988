"""Handing out attachments: never as something a browser would run."""

from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from . import selectors
from .downloads import download


@require_safe
def attachment(request: Request, id: UUID) -> FileResponse:
    """The file as a download; a picture may be shown in place with `?show=1`."""
    found = selectors.attachment_get(request.actor, id)
    return download(found, show=request.GET.get("show") == "1")
