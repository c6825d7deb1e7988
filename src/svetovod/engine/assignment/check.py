"""Holds a result against the problem, pair by pair; shares no code with what found it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from .problem import TOLERANCE, AssignmentProblem, AssignmentResult, AssignmentStatus


@dataclass(frozen=True, slots=True)
class Violation:
    """`code` says what is broken; `project` or `expert` says where."""

    code: str
    project: int | None = None
    expert: int | None = None


def check(problem: AssignmentProblem, result: AssignmentResult) -> list[Violation]:
    """Everything in the result that is not so; empty for a good one."""
    if result.status is AssignmentStatus.INFEASIBLE:
        return list(_of_shortage(problem, result))
    found = list(_of_pairs(problem, result))
    return found or list(_of_figures(problem, result))


def _of_pairs(problem: AssignmentProblem, result: AssignmentResult) -> Iterator[Violation]:
    projects, experts = problem.shape
    for project, expert in result.pairs:
        if not (0 <= project < projects and 0 <= expert < experts):
            yield Violation("pair.unknown", project, expert)
            return
        if not problem.allowed[project, expert]:
            yield Violation("pair.forbidden", project, expert)
    for (project, expert), times in Counter(result.pairs).items():
        if times > 1:
            yield Violation("pair.twice", project, expert)
    covered = Counter(project for project, _ in result.pairs)
    for project in range(projects):
        if covered[project] != problem.coverage[project]:
            yield Violation("project.coverage", project=project)
    loads = Counter(expert for _, expert in result.pairs)
    for expert in range(experts):
        if not problem.min_load[expert] <= loads[expert] <= problem.max_load[expert]:
            yield Violation("expert.load", expert=expert)


def _of_figures(problem: AssignmentProblem, result: AssignmentResult) -> Iterator[Violation]:
    sums: list[list[float]] = [[] for _ in range(problem.shape[0])]
    for project, expert in result.pairs:
        sums[project].append(float(problem.scores[project, expert]))
    total, least = fsum(map(fsum, sums)), min(map(fsum, sums), default=0.0)
    if result.total is None or abs(result.total - total) > TOLERANCE:
        yield Violation("total.wrong")
    if result.minimum is None or abs(result.minimum - least) > TOLERANCE:
        yield Violation("minimum.wrong")
    bounds = ((result.bound_total, total), (result.bound_minimum, least))
    if any(bound is not None and value > bound + TOLERANCE for bound, value in bounds):
        yield Violation("bound.beaten")


def _of_shortage(problem: AssignmentProblem, result: AssignmentResult) -> Iterator[Violation]:
    """Counts the named side's needs and what the other side could give at the very most."""
    named = result.shortage
    if named is None:
        yield Violation("shortage.missing")
        return
    if named.side == "projects":
        need = sum(int(problem.coverage[project]) for project in named.projects)
        gives = sum(
            min(int(most), sum(bool(problem.allowed[project, expert]) for project in named.projects))
            for expert, most in enumerate(problem.max_load)
        )
    elif named.side == "loads":
        need = sum(int(problem.min_load[expert]) for expert in named.experts)
        gives = sum(int(problem.max_load[expert]) for expert in named.experts)
    else:
        need = sum(int(problem.min_load[expert]) for expert in named.experts)
        gives = sum(
            min(int(most), sum(bool(problem.allowed[project, expert]) for expert in named.experts))
            for project, most in enumerate(problem.coverage)
        )
    if need <= gives or (need, gives) != (named.need, named.available):
        yield Violation("shortage.wrong")
