"""Valid bodies of signatures."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests import signature_files as made

from .body import Bodies, Known

EMPTY = {"signatures:keep"}


def _signature(_known: Known) -> dict[str, SimpleUploadedFile]:
    """Of the file that lies in the situation."""
    raw = made.signature(made.issue("ec"), b"%PDF-1.4\n%matrix\n%%EOF\n")
    return {"file": SimpleUploadedFile("evidence.pdf.sig", raw)}


BODIES: Bodies = {"signatures:paper": _signature}
