"""Rows of the estimate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.projects.amounts import PRICE, SAID, settle
from svetovod.web.projects.enums import Currency
from svetovod.web.projects.models import CostRow, JointProject

from .locking import opened_for_edit, touch

FIELDS = ("kind", "payer", "on", "amount", "evidence", "other_support", *PRICE, "funding")
MAX_ROWS = 2000


@transaction.atomic
def cost_add(*, actor: Any, project: JointProject, fields: Mapping[str, Any], at: datetime) -> CostRow:
    """A row at the end of the estimate. The payer must be in the project. `given` where the sum is not `amount`."""
    actor, row = opened_for_edit(actor, project)
    _refuse_payer(row, fields["payer"])
    last = row.costs.aggregate(top=Max("position"))["top"] or 0
    if last >= MAX_ROWS:
        raise Refused("cost.too_many", _("An estimate has at most %(limit)d rows.") % {"limit": MAX_ROWS})
    cost = CostRow(project=row, position=last + 1, **{name: fields[name] for name in FIELDS if name in fields})
    cost.seq = written(row)
    priced(cost, fields)
    cost.save()
    touch(row, at, estimate_seq=row.estimate_seq)
    record(actor=actor, action="cost.add", subject=cost, at=at, project=row.code, **_said(cost))
    return cost


@transaction.atomic
def cost_edit(*, actor: Any, cost: CostRow, fields: Mapping[str, Any], at: datetime) -> CostRow:
    actor, row = opened_for_edit(actor, cost.project)
    fresh = CostRow.objects.select_for_update(of=("self",), no_key=True).select_related("payer").get(pk=cost.pk)
    _refuse_payer(row, fields.get("payer", fresh.payer))
    before = {name: getattr(fresh, name) for name in FIELDS}
    for name, value in fields.items():
        setattr(fresh, name, value)
    priced(fresh, fields)
    changed = [name for name, value in before.items() if getattr(fresh, name) != value]
    if not changed:
        return fresh
    fresh.seq = written(row)
    fresh.save(update_fields=[*changed, "seq"])
    touch(row, at, estimate_seq=row.estimate_seq)
    record(actor=actor, action="cost.edit", subject=fresh, at=at, project=row.code, fields=changed, **_said(fresh))
    return fresh


@transaction.atomic
def cost_keep(
    *, actor: Any, project: JointProject, cost: CostRow | None, fields: Mapping[str, Any], upload: Any, at: datetime
) -> CostRow:
    """A row as its form has it, new without `cost`, with the file of its evidence if any: all of it or nothing."""
    if cost is None:
        cost = cost_add(actor=actor, project=project, fields=fields, at=at)
    else:
        cost = cost_edit(actor=actor, cost=cost, fields=fields, at=at)
    if upload:
        cost_attach(actor=actor, cost=cost, upload=upload, at=at)
    return cost


@transaction.atomic
def cost_delete(*, actor: Any, cost: CostRow, at: datetime) -> None:
    """Takes a row out; rows below keep their numbers, for remarks refer to them."""
    actor, row = opened_for_edit(actor, cost.project)
    said, subject = _said(cost), ("projects.costrow", str(cost.pk))
    CostRow.objects.filter(pk=cost.pk).delete()
    written(row)
    touch(row, at, estimate_seq=row.estimate_seq)
    record(actor=actor, action="cost.delete", subject=subject, at=at, project=row.code, **said)


@transaction.atomic
def cost_attach(*, actor: Any, cost: CostRow, upload: Any, at: datetime) -> Any:
    """Evidence of a row as a file; the row's evidence names it when it named nothing."""
    actor, row = opened_for_edit(actor, cost.project)
    attachment = attachment_add(actor=actor, subject=cost, upload=upload, kind="evidence", at=at)
    named = CostRow.objects.filter(pk=cost.pk, evidence="").update(evidence=attachment.name)
    if named:
        CostRow.objects.filter(pk=cost.pk).update(seq=written(row))
    if named or attachment.uploaded_at == at:  # a file given again changes nothing
        touch(row, at, estimate_seq=row.estimate_seq)
    return attachment


def written(project: JointProject) -> int:
    """The number of this write of the estimate, under the project's lock: `touch` saves it."""
    project.estimate_seq += 1
    return project.estimate_seq


def priced(cost: CostRow, fields: Mapping[str, Any]) -> None:
    """Counts the amount; an `amount` written without `given` is the sum in rubles without VAT."""
    if "amount" in fields and "given" not in fields:
        cost.given, cost.currency, cost.vat, cost.rate, cost.rate_on = None, Currency.RUB, "", None, None
    columns_check(cost, but=("amount",))
    for _field, code in settle(cost, fields):
        rule, remedy = SAID[code]
        raise Refused(f"cost.{code}", f"{rule} {remedy}")
    cost.clean_fields(exclude=["project", "payer"])


def _refuse_payer(project: JointProject, payer: Any) -> None:
    if not project.participants.filter(organisation=payer).exists():
        raise Refused(
            "cost.payer",
            _("%(name)s is not in the project: only the initiator and participants pay for its estimate.")
            % {"name": payer},
        )


def _said(cost: CostRow) -> dict[str, Any]:
    """No money: the journal has readers who may not read a draft."""
    return {"position": cost.position, "kind": cost.kind}
