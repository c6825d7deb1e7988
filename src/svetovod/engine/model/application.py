"""A selection round: money, criteria, candidates and the scores experts gave them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Distribution(StrEnum):
    """Down the list: `strict` stops where the money is not enough, `skip` passes on; `whole` and `rest` stop too.

    Under `whole` nobody gets a part, under `rest` the last one gets what is left. `proportional`: everybody the same
    part. A minimum that was named always holds; where none was, `rest` and `proportional` give any part, the others
    the whole sum only.
    """

    STRICT = "strict"
    SKIP = "skip"
    WHOLE = "whole"
    REST = "rest"
    PROPORTIONAL = "proportional"

    def least(self, requested: Decimal, minimum: Decimal | None) -> Decimal:
        """The least that a project takes which has said nothing against a part."""
        if self is Distribution.WHOLE:
            return requested
        if minimum is not None:
            return minimum
        return Decimal(0) if self in (Distribution.REST, Distribution.PROPORTIONAL) else requested


class Scale(StrEnum):
    """What a score is of: `weights` of 100, or the plain sum of `points`, where each weight is its maximum."""

    WEIGHTS = "weights"
    POINTS = "points"


class Aggregation(StrEnum):
    """How the points of several experts become one figure of a criterion."""

    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"
    MEDIAN = "median"


class CriterionKind(StrEnum):
    EXPERT = "expert"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in per cent of the whole (weights sum to 100), `maximum` points, positive.

    `least`: a project whose figure of this criterion is smaller gets no money, as below the threshold.
    """

    code: str
    name: str
    weight: Decimal
    maximum: Decimal
    kind: CriterionKind = CriterionKind.EXPERT
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project in the round. `minimum` is the least acceptable part; what None means the `Distribution` says.

    `by_year` divides `requested` by years, where the limit is divided too; `region` and `direction` are what quotas
    go by. `takes_part`: False where the applicant has said no to a part of the sum. `own_funds` are put in beside the
    subsidy; `votes` those of the commission between equal scores, `chair` whether the chair's was among them.
    """

    code: str
    title: str
    requested: Decimal
    registered_at: datetime
    admitted: bool
    minimum: Decimal | None = None
    region: str = ""
    direction: str = ""
    by_year: tuple[tuple[int, Decimal], ...] = ()
    takes_part: bool = True
    own_funds: Decimal | None = None
    votes: int = 0
    chair: bool = False


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


class QuotaBy(StrEnum):
    REGION = "region"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Quota:
    """Money of one region or direction: `at_most` is its ceiling, `at_least` is kept for it and for nobody else."""

    by: QuotaBy
    name: str
    at_most: Decimal | None = None
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SelectionRound:
    """`ties` decides between equal scores, key by key: `registered_at` (earlier first), `requested` (less first),
    `own_funds` (more first), `votes` (more first, then the chair's), `criterion:CODE` (more points first); the code of
    the project is always the last. `years` divide the limit. `winners`: no more projects than that get money.
    `sheets_needed`: a project that fewer experts have scored has no place.
    """

    limit: Decimal
    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]
    scores: tuple[Score, ...]
    threshold: Decimal | None = None
    distribution: Distribution = Distribution.STRICT
    aggregation: Aggregation = Aggregation.MEAN
    ties: tuple[str, ...] = ("registered_at",)
    years: tuple[tuple[int, Decimal], ...] = ()
    quotas: tuple[Quota, ...] = ()
    scale: Scale = Scale.WEIGHTS
    winners: int | None = None
    sheets_needed: int = 0
