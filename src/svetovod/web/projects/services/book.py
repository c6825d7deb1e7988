"""Numbers of a project taken from the cells of the enterprise's own model."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects.book import bridge
from svetovod.web.projects.book.page import Line, View, build, shown
from svetovod.web.projects.grid.ops import Cell, Ops
from svetovod.web.projects.models import CostRow, EfficiencyPlan, JointProject, ModelBook, ModelLink
from svetovod.web.projects.selectors import live_content

from .efficiency import efficiency_write
from .grid import BadCells, estimate_write
from .indicators import indicator_plan
from .locking import opened_for_edit
from .projects import project_edit

LINKS = 300


@transaction.atomic
def book_keep(*, actor: Any, project: JointProject, figures: Any, name: str, sha256: str, at: datetime) -> ModelBook:
    """Keeps the numbers of a read workbook in place of those before. Nothing of the project changes by that."""
    actor, row = opened_for_edit(actor, project)
    found = {
        "name": name[:200], "sha256": sha256, "cells": dict(figures.cells), "names": dict(figures.names),
        "blind": sorted(figures.blind), "read_at": at,
    }  # fmt: skip
    book, _made = ModelBook.objects.update_or_create(project=row, defaults=found)
    record(actor=actor, action="book.keep", subject=row, at=at, sha256=sha256, cells=len(book.cells))
    return book


@transaction.atomic
def link_add(*, actor: Any, project: JointProject, source: str, target: str, at: datetime) -> ModelLink:
    """Ties a cell of the workbook to a number of the project. The same again changes the cell."""
    actor, row = opened_for_edit(actor, project)
    view, source = build(row, live_content(row)), bridge.source(source)
    if target not in {each.key for each in view.targets}:
        raise Refused("book.target", _("The project has no such number. Load the page anew."))
    if view.book is None or view.book.value(source) is None:
        raise Refused(
            "book.source",
            _("The workbook has no number at “%(source)s”. Write a defined name, or the sheet and the cell: Sheet!B7.")
            % {"source": source},
        )
    if len(view.lines) >= LINKS:
        raise Refused("book.too_many", _("At most %(limit)d links.") % {"limit": LINKS})
    link, _made = ModelLink.objects.update_or_create(project=row, target=target, defaults={"source": source})
    record(actor=actor, action="book.link", subject=row, at=at, target=target)
    return link


@transaction.atomic
def link_delete(*, actor: Any, link: ModelLink, at: datetime) -> None:
    """Unties a cell; the number of the project stays as it is."""
    actor, row = opened_for_edit(actor, link.project)
    gone, _rows = ModelLink.objects.filter(pk=link.pk).delete()
    if gone:
        record(actor=actor, action="book.unlink", subject=row, at=at, target=link.target)


@transaction.atomic
def book_apply(*, actor: Any, project: JointProject, chosen: Mapping[int, str], sha256: str, at: datetime) -> int:
    """Puts the chosen numbers of the workbook into the project, all or none; returns how many.

    `chosen`: link -> the number that stood in the project when it was chosen, as text; `sha256` is the workbook's that
    was looked at. `Conflict` where either is another now.
    """
    actor, row = opened_for_edit(actor, project)
    view = build(row, live_content(row))
    if view.book is None or view.book.sha256 != sha256:
        raise Conflict("book.changed", _("Another workbook was read meanwhile: look at what changed in it."))
    lines = [line for line in view.changed if line.link.pk in chosen]
    for line in lines:
        if shown(line.old) != chosen[line.link.pk]:
            raise Conflict(
                "book.moved",
                _("“%(label)s” was changed by somebody meanwhile. Nothing was taken: look at the numbers again.")
                % {"label": line.label},
            )
    _costs(actor, row, lines, at)
    _money(actor, row, lines, at)
    _plans(actor, row, lines, at)
    _years(actor, row, view, lines, at)
    if lines:
        record(actor=actor, action="book.apply", subject=row, at=at, numbers=len(lines), sha256=sha256)
    return len(lines)


def _of(lines: list[Line], kind: str) -> list[tuple[list[str], Line]]:
    split = ((line.link.target.split(":"), line) for line in lines)
    return [(parts[1:], line) for parts, line in split if parts[0] == kind]


def _costs(actor: Any, row: JointProject, lines: list[Line], at: datetime) -> None:
    cells = [Cell(int(parts[0]), "given", shown(line.old), shown(line.new)) for parts, line in _of(lines, "cost")]
    if not cells:
        return
    try:
        estimate_write(actor=actor, project=row, ops=Ops(row.estimate_seq, cells), at=at)
    except BadCells as bad:
        numbers = dict(CostRow.objects.filter(project=row).values_list("pk", "position"))
        said = " ".join(f"{numbers[int(each.row)]}: {each.said}" for each in bad.faults)
        raise Refused("book.costs", _("Nothing was taken. Rows of the estimate: %(said)s") % {"said": said}) from None


def _money(actor: Any, row: JointProject, lines: list[Line], at: datetime) -> None:
    fields = {parts[0]: line.new for parts, line in _of(lines, "money")}
    if any(value is not None and value < 0 for value in fields.values()):
        raise Refused("book.negative", _("Nothing was taken: a sum of money cannot be below zero."))
    requested = fields.get("requested")
    if requested is not None and row.minimum is not None and requested < row.minimum:
        raise Refused("book.minimum", _("Nothing was taken: the request would be below the least acceptable subsidy."))
    if fields:
        fresh = JointProject.objects.get(pk=row.pk)
        project_edit(actor=actor, project=fresh, revision=fresh.revision, fields=fields, at=at)


def _plans(actor: Any, row: JointProject, lines: list[Line], at: datetime) -> None:
    plan: dict[int, dict[str, Decimal | None]] = {}
    for (key, half), line in _of(lines, "plan"):
        plan.setdefault(int(key), {})[half] = line.new
    if plan:
        indicator_plan(actor=actor, project=row, plan=plan, at=at)


def _years(actor: Any, row: JointProject, view: View, lines: list[Line], at: datetime) -> None:
    wanted = _of(lines, "year")
    if not wanted:
        return
    plan = EfficiencyPlan.objects.filter(project=row).first()
    if plan is None:
        raise Refused("book.rate", _("Name the discount rate on the page of efficiency first: years are kept with it."))
    if any(line.new is not None and line.new < 0 for _parts, line in wanted):
        raise Refused("book.negative", _("Nothing was taken: a sum of money cannot be below zero."))
    years: dict[int, dict[str, Decimal]] = {}
    for each in plan.years:
        years[int(each["year"])] = {name: Decimal(text) for name, text in each.items() if name != "year"}
    for (year, name), line in wanted:
        years.setdefault(int(year), {})[name] = line.new or Decimal(0)
    efficiency_write(actor=actor, project=row, rate=plan.rate, basis=plan.basis, years=years, at=at)
