"""What a ranking says: places, money, and how much of it hangs on one expert. Money in rubles, scores exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from svetovod.engine.model import Problem, Quota, SelectionRound, round_half_up


class Outcome(StrEnum):
    WINNER = "winner"
    PARTIAL = "partial"
    RESERVE = "reserve"
    BELOW_THRESHOLD = "below_threshold"
    NO_SCORES = "no_scores"
    FEW_SCORES = "few_scores"
    NOT_ADMITTED = "not_admitted"


@dataclass(frozen=True, slots=True)
class Place:
    """A ranked project. `best` and `worst` are its ranks over the cases without one expert, None if in none.

    `available` is the money that was left for it when its turn came, `bound` what set that: `limit`, `year`,
    `reserved`, `winners` or `quota` (then `quota` says which); `needed` is the least it would have taken.
    """

    rank: int
    project: str
    score: Fraction
    outcome: Outcome
    allocated: Decimal
    requested: Decimal
    needed: Decimal
    available: Decimal
    registered_at: datetime
    tie_broken_by: str | None
    best: int | None
    worst: int | None
    stable: bool
    by_year: tuple[tuple[int, Decimal], ...] = ()
    bound: str = "limit"
    quota: Quota | None = None

    @property
    def shown_score(self) -> str:
        """To two places, half up."""
        return str(round_half_up(self.score, 2))

    def to_json(self) -> dict[str, Any]:
        return {
            "rank": self.rank,
            "project": self.project,
            "score": self.shown_score,
            "score_exact": str(self.score),
            "status": self.outcome.value,
            "allocated": money_text(self.allocated),
            "tie_broken_by": self.tie_broken_by,
            "rank_without_one_expert": None if self.best is None else [self.best, self.worst],
            "stable": self.stable,
        } | self._more()

    def _more(self) -> dict[str, Any]:
        """What only a round with years or quotas has."""
        more: dict[str, Any] = {}
        if self.by_year:
            more["by_year"] = {str(year): money_text(part) for year, part in self.by_year}
        if self.bound != "limit":
            more["bound_by"] = self.bound
        if self.quota is not None:
            more["quota"] = {"by": self.quota.by.value, "name": self.quota.name}
        return more


@dataclass(frozen=True, slots=True)
class Contribution:
    """One criterion's part of a score: `weight` x `mean` / `maximum`; the parts of a project sum to its score.

    `mean` is of the points that count: not all of them under a trimmed mean or a median.
    """

    criterion: str
    weight: Decimal
    maximum: Decimal
    points: tuple[tuple[str | None, Decimal], ...]
    mean: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class WithoutExpert:
    """The round without one expert: who would gain money and who would lose it, in the order of the sheet."""

    expert: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and parameters; worded by `svetovod.wording.ranking`."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why this score, this place and this money."""

    project: str
    outcome: Outcome
    contributions: tuple[Contribution, ...]
    place: tuple[Reason, ...]
    money: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """`unranked` in the order of the sheet; `notes` what a reader should know."""

    round: SelectionRound
    places: tuple[Place, ...]
    unranked: tuple[tuple[str, Outcome], ...]
    without: tuple[WithoutExpert, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def allocated(self) -> Decimal:
        return sum((place.allocated for place in self.places), Decimal(0))

    @property
    def left(self) -> Decimal:
        return self.round.limit - self.allocated

    def why(self, project: str) -> Explanation:
        """The explanation of a project of the round; raises `KeyError` for another."""
        from .why import explain

        return explain(self, project)

    def to_json(self) -> dict[str, Any]:
        """The result of `formats.md` without `notes` and `errors`, which the caller words."""
        return {
            "ranking": [place.to_json() for place in self.places],
            "unranked": [{"project": project, "status": outcome.value} for project, outcome in self.unranked],
            "limit": money_text(self.round.limit),
            "allocated": money_text(self.allocated),
            "left": money_text(self.left),
            "leave_one_expert_out": [
                {"expert": case.expert, "winners_gained": list(case.gained), "winners_lost": list(case.lost)}
                for case in self.without
            ],
        }


def money_text(amount: Decimal) -> str:
    """Plain rubles with kopecks: `1600000000.00`."""
    return format(amount, ".2f")
