"""Projects, blocks and experts as they are given, and the schedule that comes out. Numbered from 0."""

from dataclasses import dataclass
from enum import StrEnum

APART = 2  # points lost where a family of projects is heard in one more block than it must


class PitchStatus(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Presented:
    """`family` are projects heard together (one cluster); `wanted` the competences its panel should have."""

    family: str = ""
    wanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """Presentations in one hall without a break; `time` is the same for blocks held at once."""

    places: int
    time: int


@dataclass(frozen=True, slots=True)
class Panelist:
    """An expert: what they judge, the blocks they can sit in, the projects they have a part in."""

    competences: frozenset[str] = frozenset()
    blocks: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PitchProblem:
    """Every panel has from `least` to `most` experts; an expert sits in at most `load` blocks."""

    projects: tuple[Presented, ...]
    blocks: tuple[Block, ...]
    experts: tuple[Panelist, ...]
    least: int = 2
    most: int = 5
    load: int = 99


@dataclass(frozen=True, slots=True)
class PitchResult:
    """`places` are (block, place) of each project, `panels` the experts of each block. `value` may not pass `bound`."""

    status: PitchStatus
    places: tuple[tuple[int, int], ...] = ()
    panels: tuple[tuple[int, ...], ...] = ()
    value: int = 0
    bound: float = 0.0


def value_of(problem: PitchProblem, blocks: tuple[int, ...], panels: tuple[tuple[int, ...], ...]) -> int:
    """One point for each wanted competence that somebody of the project's panel has, less what is heard apart."""
    points = 0
    for project, block in zip(problem.projects, blocks, strict=True):
        there: set[str] = set()
        for expert in panels[block]:
            there |= problem.experts[expert].competences
        points += len(project.wanted & there)
    return points - APART * sum(len(heard) - 1 for heard in families(problem, blocks).values())


def families(problem: PitchProblem, blocks: tuple[int, ...]) -> dict[str, set[int]]:
    """Blocks in which each family is heard."""
    found: dict[str, set[int]] = {}
    for project, block in zip(problem.projects, blocks, strict=True):
        if project.family:
            found.setdefault(project.family, set()).add(block)
    return found
