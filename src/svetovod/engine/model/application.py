"""A selection round: money, criteria, candidates and the scores experts gave them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Distribution(StrEnum):
    STRICT = "strict"
    SKIP = "skip"


class CriterionKind(StrEnum):
    EXPERT = "expert"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in per cent of the whole (weights sum to 100), `maximum` points, positive."""

    code: str
    name: str
    weight: Decimal
    maximum: Decimal
    kind: CriterionKind = CriterionKind.EXPERT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project in the round. `minimum` is the least acceptable part; None means the whole sum."""

    code: str
    title: str
    requested: Decimal
    registered_at: datetime
    admitted: bool
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One score, or (with `conflict`) the mark that none of this pair's scores count.

    `expert` is None for a computed criterion; `criterion` and `points` are None only in a conflict row.
    """

    project: str
    expert: str | None
    criterion: str | None
    points: Decimal | None
    conflict: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class SelectionRound:
    limit: Decimal
    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]
    scores: tuple[Score, ...]
    threshold: Decimal | None = None
    distribution: Distribution = Distribution.STRICT
