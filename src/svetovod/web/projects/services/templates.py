"""The DOCX of an occasion that applications are filled into."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.documents.services import attachment_add
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import ApplicationTemplate
from svetovod.web.projects.outputs.templates import look


@transaction.atomic
def template_write(*, actor: Any, occasion: str, upload: Any, at: datetime) -> ApplicationTemplate:
    """Keeps the upload as the next number. The same file as the last is the last; a faulty one is refused."""
    actor = ACCESS.admit("template.write", actor, ApplicationTemplate(occasion=occasion))
    upload_scanned(upload)
    faults = look(occasion, upload)
    if any(fault["blocking"] for fault in faults):
        raise Refused("template.faults", _("The template has faults: nothing is changed."))
    upload.seek(0)
    digest = sha256(upload.read()).hexdigest()
    last = ApplicationTemplate.objects.select_for_update(no_key=True).filter(occasion=occasion).last()
    if last is not None and last.sha256 == digest:
        return last
    row = ApplicationTemplate.objects.create(
        occasion=occasion, number=last.number + 1 if last else 1, sha256=digest, warnings=faults, made_at=at,
        made_by_id=actor.person_id,
    )  # fmt: skip
    attachment_add(actor=actor, subject=row, upload=upload, kind="template", at=at)
    record(
        actor=actor, action="template.write", subject=row, at=at, occasion=occasion, number=row.number, sha256=digest
    )
    return row
