"""Panel and applications to `engine.assignment`, and its panels to what is kept.

Loads numpy and HiGHS.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from svetovod.engine.assignment import (
    AssignmentProblem,
    Belonging,
    Demands,
    Text,
    arrange_apart,
    described,
    draw,
    fits,
    solve,
    weave,
)

from .problem import Task


def propose(task: Task, *, way: str, most_likely: float | None, seed: int | None) -> dict[str, Any]:
    """The proposal as JSON; `shortage` names numbers and codes where there is none."""
    problem, demands, table = _problem(task)
    if way == "random":
        drawn = draw(problem, most_likely=most_likely or 1.0, seed=seed or 0)
        if drawn is None:
            return {"shortage": {"most_likely": f"{most_likely:.2f}"}}
        found = described(problem, demands, drawn.given | _fixed(task), solve(problem).bound_total or 0.0)
        return _body(task, found, table) | {"expected": f"{drawn.expected:.3f}"}
    asked = Demands(demands.roles, demands.regions, demands.kept, demands.fixed, fair=way == "fair")
    woven = arrange_apart(problem, asked, _belonging(task))
    found = woven.found
    if found.shortage is not None:
        named = found.shortage
        return {
            "shortage": {
                "side": named.side, "need": named.need, "available": named.available,
                "projects": [task.projects[p].number for p in named.projects],
                "experts": [task.experts[e].code for e in named.experts],
            }
        }  # fmt: skip
    return _body(task, found, table) | {"apart": f"{woven.cost:.3f}"}


def weigh(task: Task, pairs: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Everything said of these pairs, `[number, code, ...]` each: what a change by hand makes of the whole."""
    problem, demands, table = _problem(task)
    place = {project.number: n for n, project in enumerate(task.projects)}
    column = {expert.code: n for n, expert in enumerate(task.experts)}
    given = np.zeros(problem.shape, dtype=bool)
    for number, code, *_ in pairs:
        if number in place and code in column:
            given[place[number], column[code]] = True
    return _body(task, described(problem, demands, given, solve(problem).bound_total or 0.0), table)


def _problem(task: Task) -> tuple[AssignmentProblem, Demands, list[list[Any]]]:
    table = fits(
        [Text(project.codes, project.words) for project in task.projects],
        [Text(expert.codes, expert.words) for expert in task.experts],
    )
    shape = len(task.projects), len(task.experts)
    scores = np.array([[fit.score for fit in row] for row in table], dtype=np.float64).reshape(shape)
    allowed = np.array(
        [[expert.code not in project.barred for expert in task.experts] for project in task.projects], dtype=bool
    ).reshape(shape)
    allowed |= _fixed(task)
    needed = np.maximum(_fixed(task).sum(axis=1), task.needed).astype(np.int64)
    most = np.maximum(_fixed(task).sum(axis=0), [expert.most for expert in task.experts]).astype(np.int64)
    problem = AssignmentProblem(scores, needed, most, np.zeros(shape[1], dtype=np.int64), allowed)
    names = sorted({expert.region for expert in task.experts if expert.region})
    demands = Demands(
        roles={role: np.array([expert.role == role for expert in task.experts], dtype=bool) for role in task.roles},
        regions=np.array([names.index(e.region) if e.region else -1 for e in task.experts], dtype=np.int64),
        kept=_marks(task, "kept") & allowed,
        fixed=_fixed(task),
    )
    return problem, demands, table


def _fixed(task: Task) -> Any:
    return _marks(task, "fixed")


def _marks(task: Task, name: str) -> Any:
    rows = [[expert.code in getattr(project, name) for expert in task.experts] for project in task.projects]
    return np.array(rows, dtype=bool).reshape(len(task.projects), len(task.experts))


def _belonging(task: Task) -> Belonging:
    return Belonging([e.speaks_for for e in task.experts], [p.parties for p in task.projects])


def _body(task: Task, found: Any, table: list[list[Any]]) -> dict[str, Any]:
    given = np.zeros((len(task.projects), len(task.experts)), dtype=bool)
    for pair in found.pairs:
        given[pair] = True
    woven = weave(given, _belonging(task))
    return {
        "pairs": [[task.projects[p].number, task.experts[e].code, _why(table[p][e])] for p, e in found.pairs],
        "total": f"{found.total:.3f}",
        "least": f"{found.least:.3f}",
        "bound": f"{found.bound:.3f}",
        "missing": [[task.projects[p].number, role] for p, role in found.missing],
        "same_region": [task.projects[p].number for p in found.same_region],
        "changed": found.changed,
        "proven": found.proven,
        "rings": [[[task.projects[p].number, task.experts[e].code] for p, e in ring] for ring in woven.rings],
        "groups": [[task.experts[e].code for e in group] for group in woven.groups],
    }


def _why(fit: Any) -> Mapping[str, Any]:
    return {
        "fit": f"{fit.score:.2f}",
        "code": fit.code,
        "depth": fit.depth,
        "words": list(fit.words),
        "known": fit.known,
    }


def fit_table(task: Task) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Fit and its reasons for every pair, by number and code."""
    table = _problem(task)[2]
    return {
        (project.number, expert.code): _why(table[p][e])
        for p, project in enumerate(task.projects)
        for e, expert in enumerate(task.experts)
    }
