"""A template of a paper kept, once it is checked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.models import PaperTemplate
from svetovod.web.commission.papers import KINDS
from svetovod.web.commission.papers.templates import faults
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.documents.services import attachment_add, upload_look


@transaction.atomic
def paper_template_keep(*, actor: Any, round: Any, kind: str, upload: Any, at: datetime) -> PaperTemplate:
    """Refuses a file in which something stands that the paper does not know; `params["faults"]` tells all of it."""
    actor = ACCESS.admit("paper.template", actor, round)
    if kind not in KINDS:
        raise Hidden
    upload_scanned(upload)
    if upload_look(upload) != "docx":
        raise Refused("template.type", _("A template is a DOCX file."))
    upload.seek(0)
    found = [fault for fault in faults(upload.read()) if fault["blocking"]]
    if found:
        first = found[0]
        raise Refused(
            "template.faults",
            _("The template has %(count)d faults, the first: %(value)s %(place)s. %(rule)s %(remedy)s")
            % {"count": len(found), **{name: first[name] for name in ("value", "place", "rule", "remedy")}},
        )
    type(round).objects.select_for_update(no_key=True).get(pk=round.pk)
    last = PaperTemplate.objects.filter(round=round, kind=kind).last()
    upload.seek(0)
    row = PaperTemplate.objects.create(
        round=round, kind=kind, number=(last.number if last else 0) + 1, made_at=at, made_by_id=actor.person_id,
        sha256=_sha256(upload),
    )  # fmt: skip
    upload.seek(0)
    attachment_add(actor=actor, subject=row, upload=upload, kind="template", at=at)
    record(
        actor=actor, action="paper_template.keep", subject=row, at=at, kind=kind, number=row.number, sha256=row.sha256
    )
    return row


def _sha256(upload: Any) -> str:
    import hashlib

    return hashlib.sha256(upload.read()).hexdigest()
