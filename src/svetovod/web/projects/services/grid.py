"""One write of the estimate from the grid: any number of cells, rows added and removed; all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.projects.amounts import SAID, settle
from svetovod.web.projects.grid.columns import COLUMNS, COUNTED, NEEDED, BadCell, Fault, read, text_of
from svetovod.web.projects.grid.ops import Added, Cell, Ops, Paste
from svetovod.web.projects.models import CostRow, JointProject

from .estimate import MAX_ROWS, written
from .locking import opened_for_edit, touch


class BadCells(Refused):
    """Cells that cannot be taken: every one, with what is wrong and what mends it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("grid.cells", _("Nothing was changed: some cells cannot be taken."))
        self.faults = faults


class Clash(Conflict):
    """Cells that somebody else has changed since: with the text that stands there now."""

    def __init__(self, cells: Sequence[tuple[Cell, str]]) -> None:
        super().__init__("grid.clash", _("Somebody else changed the same cells. Choose what is to stand."))
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Written:
    """What a write has done; `undo` is the write that takes it back, as the browser sends it."""

    seq: int
    changed: Sequence[int]
    removed: Sequence[int]
    undo: Mapping[str, Any]


@dataclass
class _Sheet:
    """The rows in hand under the project's lock, and what does not fit."""

    project: JointProject
    payers: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def take(self, cost: CostRow, texts: Mapping[str, str], key: str) -> None:
        """Puts texts into a row and counts its amount."""
        before = len(self.faults)
        for name, text in texts.items():
            try:
                setattr(cost, name, read(name, text, self.payers))
            except BadCell as bad:
                self.faults.append(Fault(key, cost.position, name, text, str(bad.said)))
        if len(self.faults) > before:
            return
        for name, code in settle(cost, [name for name, text in texts.items() if text.strip()]):
            said = " ".join(map(str, SAID[code]))
            self.faults.append(Fault(key, cost.position, name, texts.get(name, ""), said))


@transaction.atomic
def estimate_write(*, actor: Any, project: JointProject, ops: Ops, at: datetime) -> Written:
    """Changes cells, adds and removes rows.

    `Clash` where a cell is not what the browser showed, `BadCells` with everything that cannot be taken.
    """
    actor, row = opened_for_edit(actor, project)
    return _write(actor, row, ops, at)


@transaction.atomic
def estimate_paste(*, actor: Any, project: JointProject, paste: Paste, at: datetime) -> Written:
    """Lays a pasted text over the rows; what is below the last becomes new rows."""
    actor, row = opened_for_edit(actor, project)
    if paste.wide:
        raise Refused("grid.wide", _("The text is wider than the estimate. Paste further left or copy fewer columns."))
    under: list[CostRow] = []
    if paste.row is not None:
        first = _costs(row, [paste.row])[paste.row].position
        below = CostRow.objects.filter(project=row, position__gte=first).select_related("payer").order_by("position")
        under = list(below[: len(paste.lines)])
    _refuse_changed(under, paste.seq)
    lines = [paste.texts(line) for line in paste.lines]
    cells = [
        Cell(cost.pk, name, text_of(name, cost), text)
        for cost, texts in zip(under, lines, strict=False)
        for name, text in texts.items()
    ]
    added = [Added(texts) for texts in lines[len(under) :] if any(text.strip() for text in texts.values())]
    return _write(actor, row, Ops(paste.seq, cells, added), at)


def _write(actor: Any, row: JointProject, ops: Ops, at: datetime) -> Written:
    payers = {each.organisation.inn: each.organisation for each in row.participants.select_related("organisation")}
    sheet = _Sheet(row, payers)
    # of a row that goes in the same write nothing is changed: undoing brings it back as it was
    going = set(ops.removed)
    cells = [cell for cell in ops.cells if cell.row not in going]
    costs = _costs(row, [cell.row for cell in cells])
    _refuse_clashes(costs, cells)
    before = {pk: _texts(cost) for pk, cost in costs.items()}
    for pk, texts in _by_row(cells).items():
        sheet.take(costs[pk], texts, str(pk))
    gone = _removed(row, ops)
    added = _added(sheet, ops.added)
    if sheet.faults:
        raise BadCells(sheet.faults)
    changes: list[tuple[int, str, str, str]] = [
        (pk, name, text, was[name])
        for pk, was in before.items()
        for name, text in _texts(costs[pk]).items()
        if name != COUNTED and text != was[name]
    ]
    fresh = [costs[pk] for pk in dict.fromkeys(change[0] for change in changes)]
    undo = {"cells": changes, "remove": [], "add": [_kept(cost) for cost in gone]}
    if not (fresh or added or gone):
        return Written(row.estimate_seq, [], [], undo)
    seq = written(row)
    for cost in (*fresh, *added):
        cost.seq = seq
    removed = [cost.pk for cost in gone]
    CostRow.objects.filter(pk__in=removed).delete()
    if fresh:
        names = {name for _pk, name, _text, _was in changes} | {"given", COUNTED, "seq"}
        _update(fresh, sorted(names))
    undo["remove"] = [cost.pk for cost in CostRow.objects.bulk_create(added)]
    touch(row, at, estimate_seq=seq)
    counts = {"changed": len(fresh), "added": len(added), "removed": len(gone)}
    record(actor=actor, action="estimate.write", subject=row, at=at, **counts)
    return Written(seq, [cost.pk for cost in (*fresh, *added)], removed, undo)


def _update(costs: Sequence[CostRow], names: Sequence[str]) -> None:
    """Most writes are of one cell: a plain update of its row is drawn up three times as fast as one of many rows."""
    if len(costs) == 1:
        costs[0].save(update_fields=names)
    else:
        CostRow.objects.bulk_update(costs, names, batch_size=500)


def _costs(row: JointProject, wanted: Iterable[int]) -> dict[int, CostRow]:
    keys = set(wanted)
    rows = CostRow.objects.select_for_update(of=("self",), no_key=True).select_related("payer").order_by("position")
    found = {cost.pk: cost for cost in rows.filter(project=row, pk__in=keys)} if keys else {}
    if len(found) < len(keys):
        raise Conflict("grid.gone", _("Somebody else removed the row. What you typed is still on the page: copy it."))
    return found


def _texts(cost: CostRow) -> dict[str, str]:
    return {column.name: text_of(column.name, cost) for column in COLUMNS}


def _by_row(cells: Iterable[Cell]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for cell in cells:
        found.setdefault(cell.row, {})[cell.column] = cell.text
    return found


def _refuse_clashes(costs: Mapping[int, CostRow], cells: Iterable[Cell]) -> None:
    now = ((cell, text_of(cell.column, costs[cell.row])) for cell in cells)
    found = [(cell, text) for cell, text in now if text not in (cell.was, cell.text)]
    if found:
        raise Clash(found)


def _refuse_changed(costs: Iterable[CostRow], seq: int) -> None:
    late = [cost.position for cost in costs if cost.seq > seq]
    if late:
        raise Conflict(
            "grid.changed",
            _("Somebody else has just changed rows %(rows)s. Nothing was changed: look at them and do it again.")
            % {"rows": ", ".join(map(str, late[:10]))},
        )


def _removed(row: JointProject, ops: Ops) -> list[CostRow]:
    """Rows to remove. A row with papers goes on its own page, which shows them: undoing could not bring them back."""
    gone = list(_costs(row, ops.removed).values())
    _refuse_changed(gone, ops.seq)
    keys = [str(cost.pk) for cost in gone]
    kept = {cost.pk for cost in gone if cost.documents.exists()} if gone else set()
    files = Attachment.objects.filter(subject_type=CostRow._meta.label_lower, subject_id__in=keys)
    kept |= {int(key) for key in files.values_list("subject_id", flat=True)} if gone else set()
    if kept:
        raise Refused(
            "grid.papers",
            _("Rows %(rows)s have papers. Remove such a row on its own page, where its papers are seen.")
            % {"rows": ", ".join(str(cost.position) for cost in gone if cost.pk in kept)},
        )
    return gone


def _added(sheet: _Sheet, wanted: Sequence[Added]) -> list[CostRow]:
    if not wanted:
        return []
    taken = set(sheet.project.costs.values_list("position", flat=True))
    last, found = max(taken, default=0), []
    for each in wanted:
        position = each.position if each.position and each.position not in taken else last + 1
        taken.add(position)
        last = max(last, position)
        if last > MAX_ROWS:
            raise Refused("cost.too_many", _("An estimate has at most %(limit)d rows.") % {"limit": MAX_ROWS})
        cost = CostRow(project=sheet.project, position=position)
        # what is missing is refused by the same words as an empty cell
        sheet.take(cost, {name: each.texts.get(name, "") for name in (*NEEDED, *each.texts)}, "")
        found.append(cost)
    return found


def _kept(cost: CostRow) -> dict[str, Any]:
    cells = {name: text for name, text in _texts(cost).items() if name != COUNTED and text}
    return {"position": cost.position, "cells": cells}
