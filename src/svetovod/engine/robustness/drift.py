"""Do scores drift with the order in which an expert hands sheets in: later ones milder or more severe. A look.

The rest of a sheet, once project and expert are allowed for, against its position among the expert's sheets, from -1/2
(the first) to 1/2 (the last), by least squares over all experts; how often a shuffled order gives as much. The order is
that of handing in: in which order sheets were read nobody knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .experts import fit
from .tables import Tables

SHUFFLES = 1000
LITTLE = 1e-9
LEAST_SHEETS, LEAST_ALL = 5, 40


@dataclass(frozen=True, slots=True)
class Drift:
    """`points` of 100 from the first to the last sheet, positive where later ones are milder."""

    points: float
    chance: float
    sheets: int
    small: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "points": f"{self.points:.2f}", "chance": f"{self.chance:.3f}", "sheets": self.sheets, "small": self.small
        }  # fmt: skip


def drift(tables: Tables, order: Mapping[tuple[str, str], int], *, seed: int) -> Drift | None:
    """`order`: by (project, expert) a number that grows with the time. None where no position differs from another."""
    keys = [
        (tables.codes[p], tables.experts[e])
        for p, e in zip(tables.sheet_project.tolist(), tables.sheet_expert.tolist(), strict=True)
    ]
    if len(tables.experts) < 2 or any(key not in order for key in keys):
        return None
    of = [np.flatnonzero(tables.sheet_expert == expert) for expert in range(len(tables.experts))]
    position = np.zeros(len(keys))
    for own in of:
        ranks = np.argsort(np.argsort([order[keys[n]] for n in own], kind="stable"), kind="stable")
        position[own] = ranks / max(len(own) - 1, 1) - 0.5 if len(own) > 1 else 0.0
    rest = tables.points - fit(tables).expected
    # what of the positions project and expert do not explain themselves
    own_part = position - fit(replace(tables, points=position)).expected
    square = float(own_part @ own_part)
    if square <= LITTLE:
        return None
    with_rest = float(position @ rest)
    chance = np.random.default_rng([seed, 5])
    shuffled = np.tile(position, (SHUFFLES, 1))
    for own in of:
        shuffled[:, own] = chance.permuted(shuffled[:, own], axis=1)
    as_much = int((np.abs(shuffled @ rest) >= abs(with_rest) - LITTLE).sum())
    small = len(keys) < LEAST_ALL or min(len(own) for own in of) < LEAST_SHEETS
    return Drift(with_rest / square, (as_much + 1) / (SHUFFLES + 1), len(keys), small)
