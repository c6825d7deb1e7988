"""Valid bodies of signatures."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests import signature_files as made

from .body import Bodies, Known

EMPTY = {"signatures:keep"}


def _signature(known: Known) -> dict[str, SimpleUploadedFile]:
    """Of the file that lies in the situation."""
    raw = made.signature(made.issue("ec"), known["signed_bytes"])
    return {"file": SimpleUploadedFile("evidence.pdf.sig", raw)}


BODIES: Bodies = {
    "signatures:paper": _signature,
    "signatures:withdraw": lambda _known: {"why": "По ошибке"},
}
