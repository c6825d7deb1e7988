"""What a proposal is made from, without the solver: experts, projects, and what is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expert:
    """`codes` and `words` of competence, empty where nothing is known; `role` such as economist.

    `speaks_for`: organisations, by their identifiers.
    """

    code: str
    region: str
    most: int
    codes: tuple[str, ...] = ()
    words: str = ""
    role: str = ""
    speaks_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Project:
    """`barred`, `kept` and `fixed` are codes of experts: in conflict, assigned now, and begun.

    `parties` are organisations, by their identifiers.
    """

    number: str
    codes: tuple[str, ...]
    words: str
    barred: frozenset[str]
    kept: frozenset[str]
    fixed: frozenset[str]
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """All that is asked; `roles` are those every project needs one of."""

    projects: Sequence[Project]
    experts: Sequence[Expert]
    needed: int
    roles: Sequence[str]
