"""How an assignment hangs together: rings of organisations that read one another, groups of experts never compared.

A ring: an expert of A reads a project of B and one of B a project of A (or of three, in a circle); see N. Boehmer,
R. Bredereck, A. Nichterlein, Combating Collusion Rings is Hard but Possible, AAAI 2022. Groups: experts of two groups
have no chain of common projects, and so nobody can tell a severe expert of one from a weak project of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from .problem import Bools

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Belonging:
    """`experts`: the organisations each speaks for; `projects`: those that carry each out."""

    experts: Sequence[frozenset[str]]
    projects: Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Weave:
    """`rings`: each as the pairs (project, expert) that close it; `groups`: experts with projects, largest first."""

    rings: tuple[tuple[Pair, ...], ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def connected(self) -> bool:
        return len(self.groups) <= 1


def weave(given: Bools, belonging: Belonging) -> Weave:
    return Weave(rings(given, belonging), groups(given))


def rings(given: Bools, belonging: Belonging) -> tuple[tuple[Pair, ...], ...]:
    """Of two and of three organisations; of each set of them once, by the first pair of every arc."""
    arcs: dict[tuple[str, str], Pair] = {}
    for project, expert in np.argwhere(given):
        ends = product(sorted(belonging.experts[expert]), sorted(belonging.projects[project]))
        for reader, read in ends:
            if reader != read:
                arcs.setdefault((reader, read), (int(project), int(expert)))
    reads: dict[str, set[str]] = {}
    for reader, read in arcs:
        reads.setdefault(reader, set()).add(read)
    found: list[tuple[Pair, ...]] = []
    for one, two in sorted(arcs):
        if one < two and one in reads.get(two, ()):
            found.append((arcs[one, two], arcs[two, one]))
        for three in sorted(reads.get(two, ())):
            # the smallest begins, and so a circle is met once
            if one < two and one < three and three != two and one in reads.get(three, ()):
                found.append((arcs[one, two], arcs[two, three], arcs[three, one]))
    return tuple(found)


def groups(given: Bools) -> tuple[tuple[int, ...], ...]:
    left = {int(expert) for expert in np.flatnonzero(given.any(axis=0))}
    found = []
    while left:
        reached = {min(left)}
        while True:
            projects = given[:, sorted(reached)].any(axis=1)
            grown = {int(expert) for expert in np.flatnonzero(given[projects].any(axis=0))}
            if grown == reached:
                break
            reached = grown
        left -= reached
        found.append(tuple(sorted(reached)))
    return tuple(sorted(found, key=lambda group: (-len(group), group)))
