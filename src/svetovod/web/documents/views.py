"""Handing out attachments: never as something a browser would run."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from . import seam, selectors
from .downloads import download


@require_safe
def attachment(request: Request, id: UUID) -> HttpResponseBase:
    """The file as a download; a picture may be shown in place with `?show=1`."""
    found = selectors.attachment_get(request.actor, id)
    if found.marked:
        return seam.hand_out(request, found)
    return download(found, show=request.GET.get("show") == "1")
