"""The estimate from a workbook: all or nothing, with every problem shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects.content import cost_row, estimate_revision
from svetovod.web.projects.models import CostRow, JointProject

from .estimate import MAX_ROWS, priced, written
from .locking import opened_for_edit, touch

# what the workbook has beside the payer and the evidence
COLUMNS = ("kind", "on", "amount", "other_support")


@transaction.atomic
def estimate_import(
    *, actor: Any, project: JointProject, parsed: Any, sha256: str, revision: str = "", at: datetime
) -> int:
    """Puts the rows of a read workbook in place of the estimate; `parsed` is what `bridge.read_workbook` returned.

    Rows are matched by their place, so that versions before and after an import can be compared row by row.
    `revision` is the one the sender has read, "" for any: `Conflict` where somebody has changed the estimate since.
    """
    actor, row = opened_for_edit(actor, project)
    if revision and revision != estimate_revision(map(cost_row, row.costs.select_related("payer"))):
        raise Conflict("estimate.changed", _("Somebody changed the estimate since it was read: read it again."))
    if len(parsed.costs) > MAX_ROWS:
        raise Refused("cost.too_many", _("An estimate has at most %(limit)d rows.") % {"limit": MAX_ROWS})
    payers = {each.organisation.inn: each.organisation for each in row.participants.select_related("organisation")}
    _refuse_strangers(parsed.costs, payers)
    known = {
        cost.position: cost for cost in row.costs.select_for_update(of=("self",), no_key=True).select_related("payer")
    }
    fresh, seq = [], written(row)
    for position, item in enumerate(parsed.costs, 1):
        values = {name: getattr(item, name) for name in COLUMNS}
        values |= {"payer": payers[item.payer], "evidence": (item.evidence or "")[:300]}
        if position in known:
            _update(known.pop(position), values, seq)
        else:
            fresh.append(_checked(CostRow(project=row, position=position, seq=seq, **values)))
    CostRow.objects.bulk_create(fresh)
    CostRow.objects.filter(pk__in=[cost.pk for cost in known.values()]).delete()
    touch(row, at, estimate_seq=row.estimate_seq)
    record(actor=actor, action="estimate.import", subject=row, at=at, rows=len(parsed.costs), sha256=sha256)
    return len(parsed.costs)


def _checked(cost: CostRow) -> CostRow:
    columns_check(cost)
    return cost


def _update(cost: CostRow, values: Mapping[str, Any], seq: int) -> None:
    """Currency, VAT and funding, which the workbook does not have, stay while the amount does."""
    changed = {name: value for name, value in values.items() if getattr(cost, name) != value}
    for name, value in changed.items():
        setattr(cost, name, value)
    if changed:
        priced(cost, changed)
        cost.seq = seq
        cost.save()


def _refuse_strangers(costs: Any, payers: Mapping[str, Any]) -> None:
    strange = sorted({item.payer for item in costs} - set(payers))
    if strange:
        raise Refused(
            "estimate.payers",
            _("The workbook names payers who are not in the project: %(inns)s. Invite them first, then import again.")
            % {"inns": ", ".join(strange)},
        )
