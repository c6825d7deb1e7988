"""An attachment as an answer: a download, never something a browser would run. Who may have it was asked before."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

from .models import Attachment, Scan


def download(attachment: Attachment, *, show: bool = False) -> FileResponse:
    """`show`: a picture in its place. A file that is gone from the store is not found."""
    if attachment.scan:
        raise Refused(
            "file.scan",
            _("The file is not scanned for malware yet. Come back in some minutes.")
            if attachment.scan == Scan.WAITING
            else _("Malware was found in this file: it is handed out to nobody."),
        )
    if not attachment.path.exists():
        raise Http404
    show = show and attachment.is_picture
    response = FileResponse(
        attachment.path.open("rb"), as_attachment=not show, filename=attachment.name,
        content_type=attachment.content_type,
    )  # fmt: skip
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{attachment.sha256}"'
    return response
