"""A proposal as its page shows it: each application with its panel and the reasons, each expert with the load."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from svetovod.web.selection.models import AssignmentPlan, SelectionRound
from svetovod.web.selection.selectors.panel import Cell, assignment_matrix

from .task import ROLES, task_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """An expert of a panel: `why` has the fit and its reasons; `new`: not assigned now; `begun`: has a sheet."""

    cell: Cell
    why: dict[str, Any]
    new: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class Line:
    application: Any
    panel: list[Chosen]
    leaving: list[Cell]
    missing: list[str]
    same_region: bool


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    loads: list[tuple[Any, int, int]]
    line: Line | None
    others: list[tuple[Cell, dict[str, Any]]]
    roles: bool
    unknown: int


def page_of(actor: Any, round_: SelectionRound, plan: AssignmentPlan, number: str) -> Page:
    """`number`: the application whose panel is being changed."""
    matrix = assignment_matrix(actor, round_, filed=True)
    task = task_of(round_, matrix)
    body = plan.body
    panels: dict[str, dict[str, Any]] = {}
    for one, code, why in body["pairs"]:
        panels.setdefault(one, {})[code] = why
    projects = {project.number: project for project in task.projects}
    lines = []
    for row in matrix.rows:
        one = row.application.number
        panel, project = panels.get(one, {}), projects[one]
        cells = {cell.member.code: cell for cell in row.cells}
        lines.append(
            Line(
                row.application,
                [
                    Chosen(cells[code], why, code not in project.kept, code in project.fixed)
                    for code, why in sorted(panel.items())
                    if code in cells
                ],
                [cells[code] for code in sorted(project.kept - panel.keys()) if code in cells],
                [role for named, role in body["missing"] if named == one],
                one in body["same_region"],
            )
        )
    line = next((line for line in lines if line.application.number == number), None)
    others = _others(task, matrix, line, panels.get(number, {})) if line else []
    counted = Counter(code for panel in panels.values() for code in panel)
    loads = [(load.member, counted[load.member.code], load.member.capacity) for load in matrix.loads]
    roles = set(ROLES) == set(task.roles)
    unknown = sum(not (expert.codes or expert.words) for expert in task.experts)
    return Page(lines, [each for each in loads if each[0].left_at is None], line, others, roles, unknown)


def _others(task: Any, matrix: Any, line: Line, panel: dict[str, Any]) -> list[tuple[Cell, dict[str, Any]]]:
    """Experts in place who are not on the panel, the best fit first; those in conflict last, with the reason."""
    from .bridge import fit_table  # numpy and HiGHS: only where somebody is put in by hand

    number = line.application.number
    table = fit_table(task)
    row = next(row for row in matrix.rows if row.application.number == number)
    found = [
        (cell, dict(table[number, cell.member.code]))
        for cell in row.cells
        if cell.member.left_at is None and cell.member.code not in panel
    ]
    return sorted(found, key=lambda each: (each[0].conflict is not None, -float(each[1]["fit"]), each[0].member.code))
