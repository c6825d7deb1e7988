"""A round as tables of binary floating point: what is drawn and compared here is never a result, only its shade."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svetovod.engine.model import CriterionKind, SelectionRound
from svetovod.engine.ranking import Counting, Ranking

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Tables:
    """Projects in the order of their places. `parts` are projects x criteria: the figure of each over its maximum.

    `points` are experts' sheets: project, expert and the sheet's part of the score, out of `scale`.
    """

    codes: tuple[str, ...]
    experts: tuple[str, ...]
    weights: Floats
    parts: Floats
    sheet_project: Ints
    sheet_expert: Ints
    points: Floats
    scale: float

    @property
    def scores(self) -> Floats:
        total: Floats = self.parts @ self.weights
        return total

    @property
    def counts(self) -> Ints:
        """Sheets of each project."""
        return np.bincount(self.sheet_project, minlength=len(self.codes))


def tables_of(round_: SelectionRound, ranking: Ranking, counting: Counting) -> Tables:
    codes = tuple(place.project for place in ranking.places)
    weights = np.array([float(criterion.weight) for criterion in round_.criteria])
    kinds = [criterion.kind is CriterionKind.EXPERT for criterion in round_.criteria]
    place = {candidate.code: n for n, candidate in enumerate(counting.admitted)}
    sheets = [counting.sheets[place[code]] for code in codes]
    how, share = round_.aggregation, counting.share
    parts = np.array(
        [[sheet.combined(c.code, how, share) / counting.unit for c in round_.criteria] for sheet in sheets]
    ).reshape(len(codes), len(weights))
    experts = tuple(sorted({name for sheet in sheets for name in sheet.experts}))
    of = {name: n for n, name in enumerate(experts)}
    rows = [
        (n, of[name], points / counting.tally.unit) for n, s in enumerate(sheets) for name, points in s.experts.items()
    ]
    return Tables(
        codes=codes,
        experts=experts,
        weights=weights,
        parts=parts / weights,
        sheet_project=np.array([row[0] for row in rows], dtype=np.int64),
        sheet_expert=np.array([row[1] for row in rows], dtype=np.int64),
        points=np.array([row[2] for row in rows]),
        scale=float(weights[kinds].sum()),
    )
