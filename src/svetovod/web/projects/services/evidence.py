"""Documents that prove the rows of an estimate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.projects.models import CostDocument, CostRow, JointProject

from .locking import opened_for_edit, touch

FIELDS = ("kind", "number", "on", "payer", "seller", "seller_name", "gross", "vat", "rate")
MAX_OF_ROW, MAX_OF_PROJECT = 200, 6000


@transaction.atomic
def document_add(*, actor: Any, cost: CostRow, fields: Mapping[str, Any], at: datetime) -> CostDocument:
    """A document of a row. What does not agree is shown, not refused: papers come one after another."""
    actor, row = opened_for_edit(actor, cost.project)
    if cost.documents.count() >= MAX_OF_ROW:
        raise Refused("document.too_many", _("A row has at most %(limit)d documents.") % {"limit": MAX_OF_ROW})
    _refuse_many(row, 1)
    document = _checked(CostDocument(cost=cost, **{name: fields[name] for name in FIELDS if name in fields}))
    document.save()
    touch(row, at)
    record(actor=actor, action="document.add", subject=document, at=at, project=row.code, **_said(document))
    return document


@transaction.atomic
def document_edit(*, actor: Any, document: CostDocument, fields: Mapping[str, Any], at: datetime) -> CostDocument:
    actor, row = opened_for_edit(actor, document.cost.project)
    fresh = CostDocument.objects.select_for_update(of=("self",), no_key=True).select_related("cost").get(pk=document.pk)
    if not _changed(fresh, fields):
        return fresh
    touch(row, at)
    record(actor=actor, action="document.edit", subject=fresh, at=at, project=row.code, **_said(fresh))
    return fresh


@transaction.atomic
def document_keep(
    *, actor: Any, cost: CostRow, document: CostDocument | None, fields: Mapping[str, Any], upload: Any, at: datetime
) -> CostDocument:
    """A document as its form has it, new without `document`, with its scan if any: all of it or nothing."""
    if document is None:
        document = document_add(actor=actor, cost=cost, fields=fields, at=at)
    else:
        document = document_edit(actor=actor, document=document, fields=fields, at=at)
    if upload:
        document_attach(actor=actor, document=document, upload=upload, at=at)
    return document


@transaction.atomic
def document_delete(*, actor: Any, document: CostDocument, at: datetime) -> None:
    actor, row = opened_for_edit(actor, document.cost.project)
    said, subject = _said(document), ("projects.costdocument", str(document.pk))
    CostDocument.objects.filter(pk=document.pk).delete()
    touch(row, at)
    record(actor=actor, action="document.delete", subject=subject, at=at, project=row.code, **said)


@transaction.atomic
def document_attach(*, actor: Any, document: CostDocument, upload: Any, at: datetime) -> Any:
    """The scan of a document."""
    actor, row = opened_for_edit(actor, document.cost.project)
    attachment = attachment_add(actor=actor, subject=document, upload=upload, kind="evidence", at=at)
    if attachment.uploaded_at == at:  # a file given again changes nothing
        touch(row, at)
    return attachment


@transaction.atomic
def evidence_import(
    *, actor: Any, project: JointProject, parsed: Sequence[tuple[int, Any]], sha256: str, at: datetime
) -> int:
    """Puts the documents of a read register in place of the project's; returns how many.

    A document known by its row, kind, number, day and supplier is the same one and keeps its files.
    """
    actor, row = opened_for_edit(actor, project)
    costs = {cost.position: cost for cost in row.costs.all()}
    if strange := sorted({each.row for _line, each in parsed} - set(costs)):
        raise Refused(
            "document.rows",
            _("The estimate has no rows %(rows)s. Mend the register, then import it again.")
            % {"rows": ", ".join(map(str, strange))},
        )
    found = (
        CostDocument.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cost")
        .filter(cost__project=row)
    )
    known: dict[Any, list[CostDocument]] = {}
    for document in found:
        known.setdefault(_key(document.cost.position, document), []).append(document)
    _refuse_many(row, len(parsed) - sum(map(len, known.values())))
    fresh = []
    for _line, each in parsed:
        values = {name: getattr(each, name) for name in FIELDS} | {
            "kind": str(each.kind), "rate": str(each.rate), "seller": each.seller or "",
            "seller_name": (each.seller_name or "")[:200],
        }  # fmt: skip
        if same := known.get(_key(each.row, each)):
            _changed(same.pop(0), values)
        else:
            fresh.append(_checked(CostDocument(cost=costs[each.row], **values)))
    CostDocument.objects.bulk_create(fresh)
    CostDocument.objects.filter(pk__in=[each.pk for left in known.values() for each in left]).delete()
    touch(row, at)
    record(actor=actor, action="evidence.import", subject=row, at=at, documents=len(parsed), sha256=sha256)
    return len(parsed)


def _key(position: int, document: Any) -> tuple[int, str, str, date, str]:
    return position, str(document.kind), document.number, document.on, document.seller or ""


def _changed(document: CostDocument, fields: Mapping[str, Any]) -> bool:
    changed = [name for name in FIELDS if name in fields and getattr(document, name) != fields[name]]
    for name in changed:
        setattr(document, name, fields[name])
    if changed:
        _checked(document).save(update_fields=changed)
    return bool(changed)


def _checked(document: CostDocument) -> CostDocument:
    columns_check(document)
    return document


def _refuse_many(project: JointProject, more: int) -> None:
    if CostDocument.objects.filter(cost__project=project).count() + more > MAX_OF_PROJECT:
        raise Refused(
            "document.too_many_all", _("A project has at most %(limit)d documents.") % {"limit": MAX_OF_PROJECT}
        )


def _said(document: CostDocument) -> dict[str, Any]:
    """No numbers and no money: the journal has readers who may not read a draft."""
    return {"position": document.cost.position, "kind": document.kind}
