"""The files of a request, looked through: none of whoever sends too many, and all of them within one time."""

import time

from django.conf import settings
from django.utils.translation import gettext_lazy

from svetovod.web.common import limits
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request

from .scanner import SECONDS, seconds_for
from .services import upload_check

FORM = "multipart/form-data"


def refusal(request: Request) -> Refused | None:
    """Why the request goes no further: the first of its files that may not be taken."""
    if not settings.CLAMD or request.method != "POST" or request.content_type != FORM:
        return None
    uploads = [upload for _name, found in request.FILES.lists() for upload in found]
    if not uploads:
        return None
    if not _within(request):
        return Refused("file.often", gettext_lazy("Too many files within a minute. Send the rest in a minute."))
    place = request.resolver_match.view_name if request.resolver_match else ""
    # of whoever did not sign in no page takes what needs longer
    known = request.actor.person_id is not None
    until = time.monotonic() + (seconds_for(sum(each.size or 0 for each in uploads)) if known else SECONDS)
    for upload in uploads:
        left = max(until - time.monotonic(), 0)
        found = upload_check(actor=request.actor, upload=upload, place=place, at=request.moment, seconds=left)
        if found is not None:
            return found
    return None


def _within(request: Request) -> bool:
    """Of a person, wherever from; of an address where nobody has signed in: the door stands before sign-in."""
    if request.actor.person_id is None:
        return limits.within(request, "visitor_files")
    return limits.within(request, "person_files", str(request.actor.person_id))
