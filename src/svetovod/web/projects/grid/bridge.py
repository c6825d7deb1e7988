"""Cells and rows of the grid to the engine and back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.engine import facts as law
from svetovod.engine.model import CostItem, CostKind, JointProject, Problem
from svetovod.engine.unseen import seen
from svetovod.web.rulebook.selectors import facts as rulebook_facts

SHEET = "Смета"


def pasted_rows(text: str) -> list[list[str]]:
    from svetovod.engine.workbooks.pasted import rows

    return rows(text)


def pasted_value(column: str, label: str, text: str) -> Any:
    """The value of a cell of an estimate, or the `Problem` with it."""
    from svetovod.engine.workbooks.pasted import value
    from svetovod.engine.workbooks.spec import BadCellError

    try:
        return value(column, text)
    except BadCellError as error:
        return cell_problem(error.code, label, text, **error.params)


def without_unseen(text: str) -> str:
    return seen(text)


def cell_problem(code: str, label: str, text: str, **params: Any) -> Problem:
    return Problem(code, SHEET, None, label, text, params)


def is_problem(found: Any) -> bool:
    return isinstance(found, Problem)


def cell_said(problem: Problem, lang: str) -> str:
    from svetovod.wording.problems import say

    return say(problem, lang)


def verdicts(project: Any, rows: Sequence[Any], on: date) -> Any:
    """The calculation of rows as (position, kind, INN, day, amount, other support, evidence); None before the act."""
    from svetovod.engine.subsidy import compute

    inns = [each.organisation.inn for each in project.participants.all()]
    kinds = {kind.value: kind for kind in CostKind}
    costs = tuple(
        CostItem(position, kinds[kind], inn, day, amount, evidence, supported)
        for position, kind, inn, day, amount, supported, evidence in rows
    )
    found = JointProject(
        title="", initiator=project.initiator.inn, start=project.start or date.min, end=project.end or date.max,
        participants=tuple(inn for inn in inns if inn != project.initiator.inn), costs=costs,
        requested=project.requested or Decimal(0),
    )  # fmt: skip
    try:
        return compute(found, on=on, facts=rulebook_facts())
    except law.BeforeFirstEditionError:
        return None


def reasons(calculation: Any, lang: str) -> dict[int, str]:
    """Number of a row -> why it does not count, "" where it does."""
    from svetovod.wording.subsidy import say_reason

    return {row.cost.row: say_reason(row.reason, lang) if row.reason else "" for row in calculation.rows}


def kinds_counted(on: date) -> tuple[str, ...]:
    """Items that count under the edition of the day; none before the act."""
    from svetovod.engine.subsidy import conditions_on

    try:
        return conditions_on(rulebook_facts(), on).items
    except (LookupError, law.BeforeFirstEditionError):
        return ()
