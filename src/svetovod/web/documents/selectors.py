"""Reading attachments."""

import hashlib
from typing import Any

from django.db.models import Model, QuerySet

from svetovod.web.common.errors import Hidden

from .access import ACCESS, readers
from .models import Attachment


def attachment_get(actor: Any, id: Any) -> Attachment:
    attachment = Attachment.objects.filter(pk=id).first()
    if attachment is None:
        raise Hidden
    ACCESS.require("attachment.view", actor, attachment)
    return attachment


def attachments_of(actor: Any, subject: Model, kind: str | None = None) -> QuerySet[Attachment]:
    """The files of an object the actor may read; none where he may not."""
    label = subject._meta.label_lower
    reader = readers.get(label)
    if reader is None or not reader.test(actor, subject):
        return Attachment.objects.none()
    found = Attachment.objects.filter(subject_type=label, subject_id=str(subject.pk))
    return found if kind is None else found.filter(kind=kind)


def is_intact(attachment: Attachment) -> bool:
    """Whether the stored bytes still have the recorded hash."""
    if not attachment.path.exists():
        return False
    with attachment.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == attachment.sha256
