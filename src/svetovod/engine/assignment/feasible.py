"""A first assignment by alternating paths, or the proof that there is none.

A project short of experts looks for one with a place left, or for one who hands another project over to somebody else,
and so on. When the search ends, the projects it has seen need more than anybody can give them (Hall, with loads).
"""

from collections import deque

import numpy as np

from .problem import AssignmentProblem, Bools, Shortage


def first_assignment(problem: AssignmentProblem) -> Bools | Shortage:
    """Any assignment that keeps every limit; good pairs are tried first."""
    if (shortage := _crossed(problem)) is not None:
        return shortage
    given = np.zeros(problem.shape, dtype=bool)
    load = np.zeros(problem.shape[1], dtype=np.int64)
    order = np.argsort(-problem.scores, axis=1, kind="stable")
    for project, need in enumerate(problem.coverage):
        free = order[project][(problem.allowed[project] & (load < problem.max_load))[order[project]]][:need]
        given[project, free] = True
        load[free] += 1
    for project in range(problem.shape[0]):
        while given[project].sum() < problem.coverage[project]:
            if (shortage := _find_expert(problem, given, project)) is not None:
                return shortage
    for expert in range(problem.shape[1]):
        while given[:, expert].sum() < problem.min_load[expert]:
            if (shortage := _find_project(problem, given, expert)) is not None:
                return shortage
    return given


def _crossed(problem: AssignmentProblem) -> Shortage | None:
    """Experts of whom more is asked than they may take; more than there are projects is left to the search."""
    crossed = (problem.min_load > problem.max_load) & (problem.min_load <= problem.shape[0])
    if not crossed.any():
        return None
    need, available = int(problem.min_load[crossed].sum()), int(problem.max_load[crossed].sum())
    return Shortage("loads", (), tuple(map(int, np.flatnonzero(crossed))), need, available)


def _find_expert(problem: AssignmentProblem, given: Bools, start: int) -> Shortage | None:
    """One more expert for the project, the others keeping their number."""
    load = given.sum(axis=0)
    came: dict[int, int] = {}  # the expert -> the project that asks for him
    left: dict[int, int] = {}  # the project -> the expert it would lose
    queue, seen = deque([start]), {start}
    while queue:
        project = queue.popleft()
        for expert in map(int, np.flatnonzero(problem.allowed[project] & ~given[project])):
            if expert in came:
                continue
            came[expert] = project
            if load[expert] < problem.max_load[expert]:
                _hand_over(given, expert, came, left, start)
                return None
            for other in map(int, np.flatnonzero(given[:, expert])):
                if other not in seen:
                    seen.add(other)
                    left[other] = expert
                    queue.append(other)
    projects = sorted(seen)
    allowed = problem.allowed[projects].sum(axis=0)
    available = int(np.minimum(problem.max_load, allowed).sum())
    experts = tuple(map(int, np.flatnonzero(allowed)))
    return Shortage("projects", tuple(projects), experts, int(problem.coverage[projects].sum()), available)


def _hand_over(given: Bools, expert: int, came: dict[int, int], left: dict[int, int], start: int) -> None:
    while True:
        project = came[expert]
        given[project, expert] = True
        if project == start:
            return
        expert = left[project]
        given[project, expert] = False


def _find_project(problem: AssignmentProblem, given: Bools, start: int) -> Shortage | None:
    """One more project for the expert, taken from somebody who has more than his least."""
    load = given.sum(axis=0)
    came: dict[int, int] = {}  # the project -> the expert who would take it
    left: dict[int, int] = {}  # the expert -> the project he would lose
    queue, seen = deque([start]), {start}
    while queue:
        expert = queue.popleft()
        for project in map(int, np.flatnonzero(problem.allowed[:, expert] & ~given[:, expert])):
            if project in came:
                continue
            came[project] = expert
            for other in map(int, np.flatnonzero(given[project])):
                if other in seen:
                    continue
                seen.add(other)
                left[other] = project
                queue.append(other)
                if load[other] > problem.min_load[other]:
                    _take_over(given, other, came, left, start)
                    return None
    experts = sorted(seen)
    allowed = problem.allowed[:, experts].sum(axis=1)
    available = int(np.minimum(problem.coverage, allowed).sum())
    projects = tuple(map(int, np.flatnonzero(allowed)))
    return Shortage("experts", projects, tuple(experts), int(problem.min_load[experts].sum()), available)


def _take_over(given: Bools, expert: int, came: dict[int, int], left: dict[int, int], start: int) -> None:
    while expert != start:
        project = left[expert]
        given[project, expert] = False
        expert = came[project]
        given[project, expert] = True
