"""An attachment as an answer: a download, never something a browser would run. Who may have it was asked before."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

from .models import Attachment, Scan

WHY = {
    Scan.WAITING: _("The file is not scanned for malware yet. Come back in some minutes."),
    Scan.INFECTED: _("Malware was found in this file: it is handed out to nobody."),
    Scan.FAILED: _(
        "The file could not be scanned for malware, and is handed out to nobody. It is tried again every night; the "
        "administrators know of it."
    ),
}


def download(attachment: Attachment, *, show: bool = False) -> FileResponse:
    """`show`: a picture in its place. A file that is gone from the store is not found, one that is marked refused."""
    if attachment.marked:
        raise Refused(
            "file.marked",
            _("The document is a commercial secret. Sign in and open it where it is attached: each reading is noted."),
        )
    return handed(attachment, show=show)


def handed(attachment: Attachment, *, show: bool = False) -> FileResponse:
    """The bytes as they are kept; of a marked document only after its reading was noted."""
    if attachment.scan:
        raise Refused("file.scan", WHY[Scan(attachment.scan)])
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
