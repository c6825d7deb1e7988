"""Documents of the dossier by the list of the law."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault
from svetovod.web.documents.services import attachment_add
from svetovod.web.dossier import bridge, paper_letters, phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import DossierDocument
from svetovod.web.dossier.selectors import law_day

from .checking import of_a_paper, refuse

FIELDS = ("number", "note", "dated_on", "valid_to")


@transaction.atomic
def document_add(
    *, actor: Any, cluster: Any, code: str, fields: Mapping[str, Any], at: datetime, upload: Any = None
) -> DossierDocument:
    """Under a code of the list; earlier ones of the same code stay until they are taken out."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    made = DossierDocument(cluster=cluster, code=code, **{name: fields[name] for name in FIELDS})
    refuse("document.faults", _faults(made, at))
    made.save()
    if upload is not None:  # before the entry: it asks for files of the same bytes
        attachment_add(actor=actor, subject=made, upload=upload, kind=code, at=at)
    record(
        actor=actor, action="dossier.document_add", subject=made, at=at, cluster=cluster.slug, code=code,
        dated_on=made.dated_on.isoformat(),
        valid_to=made.valid_to.isoformat() if made.valid_to else None,
    )  # fmt: skip
    return made


def _faults(row: DossierDocument, at: datetime) -> Iterator[Fault]:
    if row.code not in bridge.documents_listed(law_day(row.cluster, timezone.localdate(at))):
        yield Fault("number", phrases.not_listed(row.code))
    yield from of_a_paper(row.cluster, row.dated_on, row.valid_to, at)


@transaction.atomic
def document_withdraw(*, actor: Any, document: DossierDocument, at: datetime) -> DossierDocument:
    """It no longer counts and stays readable, with its files; others who lead the cluster are told, once."""
    actor = ACCESS.admit("dossier.edit", actor, document.cluster)
    row = DossierDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
    if row.withdrawn_on is None:
        row.withdrawn_on = timezone.localdate(at)
        row.save(update_fields=["withdrawn_on"])
        record(actor=actor, action="dossier.document_withdraw", subject=row, at=at, cluster=document.cluster.slug)
        paper_letters.taken_out(row, but=actor, at=at)
    return row


@transaction.atomic
def document_attach(*, actor: Any, document: DossierDocument, upload: Any, at: datetime) -> None:
    """A file more: a scan, an annex."""
    actor = ACCESS.admit("dossier.edit", actor, document.cluster)
    attachment_add(actor=actor, subject=document, upload=upload, kind=document.code, at=at)
