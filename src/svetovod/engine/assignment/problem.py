"""Experts to projects: what is given, and what comes out. Numbered from 0, as the file has them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TOLERANCE = 1e-6


class Objective(StrEnum):
    TOTAL = "total"
    FAIR = "fair"


class AssignmentStatus(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, eq=False, slots=True)
class AssignmentProblem:
    """`scores` and `allowed` are projects x experts; `coverage` is met exactly, a load lies in `min_load..max_load`."""

    scores: Floats
    coverage: Ints
    max_load: Ints
    min_load: Ints
    allowed: Bools

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.coverage), len(self.max_load)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why nothing fits: `need` places of `projects` against the `available` of `experts`.

    Of `side` "projects": they need more experts than their allowed ones can give. Of `side` "experts": their least
    loads ask for more than the projects allowed to them can take. Of `side` "loads": the least load of each of the
    experts is above the largest, whatever the projects.
    """

    side: str
    projects: tuple[int, ...]
    experts: tuple[int, ...]
    need: int
    available: int

    def to_json(self) -> dict[str, Any]:
        return {
            "side": self.side, "projects": list(self.projects), "experts": list(self.experts),
            "need": self.need, "available": self.available,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """Bounds are proven for every assignment there is; that of the objective not asked is None."""

    status: AssignmentStatus
    pairs: tuple[tuple[int, int], ...] = ()
    total: float | None = None
    minimum: float | None = None
    bound_total: float | None = None
    bound_minimum: float | None = None
    shortage: Shortage | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status.value,
            "assignment": [list(pair) for pair in self.pairs],
            "total": self.total,
            "minimum": self.minimum,
            "bound_total": self.bound_total,
            "bound_minimum": self.bound_minimum,
            "shortage": self.shortage.to_json() if self.shortage else None,
        }
