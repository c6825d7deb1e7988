"""The files of a request, looked through."""

from django.conf import settings

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request

from .services import upload_check

FORM = "multipart/form-data"


def refusal(request: Request) -> Refused | None:
    """Why the request goes no further: the first of its files that may not be taken."""
    if not settings.CLAMD or request.method != "POST" or request.content_type != FORM:
        return None
    place = request.resolver_match.view_name if request.resolver_match else ""
    for _name, uploads in request.FILES.lists():
        for upload in uploads:
            found = upload_check(actor=request.actor, upload=upload, place=place, at=request.moment)
            if found is not None:
                return found
    return None
