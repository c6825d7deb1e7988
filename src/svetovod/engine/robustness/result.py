"""What is said of how sure a ranking is. Parts are from 0 to 1, deviations in points of 100."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from svetovod.engine.ranking import Decisive, WithoutCriterion, WithoutExpert

from .experts import Spread, Unlike
from .influence import Influence


@dataclass(frozen=True, slots=True)
class Params:
    """`draws` of points and as many of weights; `band`: how far a weight may go, as a part of itself."""

    draws: int = 10_000
    band: float = 0.2

    def __post_init__(self) -> None:
        if not 100 <= self.draws <= 1_000_000:
            raise ValueError("draws must be from 100 to 1,000,000")
        if not 0 <= self.band < 1:
            raise ValueError("band must be at least 0 and under 1")


@dataclass(frozen=True, slots=True)
class Sureness:
    """A project: its place, the interval of places that the points allow (95 %), the part of draws with money; the same
    under other weights."""

    project: str
    rank: int
    status: str
    low: int
    high: int
    money: float
    weights_low: int
    weights_high: int
    weights_money: float

    @property
    def grey(self) -> bool:
        """Money or not is open: between one and nine of ten draws."""
        return 0.1 <= self.money <= 0.9


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha of a criterion over the `projects` that two experts or more have scored."""

    criterion: str
    alpha: float | None
    projects: int


@dataclass(frozen=True, slots=True)
class Robustness:
    seed: int
    params: Params
    spread: Spread
    projects: tuple[Sureness, ...]
    without_experts: tuple[WithoutExpert, ...]
    without_criteria: tuple[WithoutCriterion, ...]
    decisive: tuple[Decisive, ...]
    agreement: tuple[Agreement, ...]
    unlike: tuple[Unlike, ...]
    influence: tuple[Influence, ...]

    def to_json(self) -> dict[str, Any]:
        """Figures as text, to three places: what is beyond them differs between machines."""
        return {
            "seed": self.seed,
            "draws": self.params.draws,
            "weights_band": _text(self.params.band),
            "spread": _plain(asdict(self.spread)) | {"calibration_advised": self.spread.advised},
            "projects": [_plain(asdict(each)) for each in self.projects],
            "leave_one_expert_out": [
                {"expert": case.expert, "gained": list(case.gained), "lost": list(case.lost)}
                for case in self.without_experts
            ],
            "leave_one_criterion_out": [
                {
                    "criterion": case.criterion, "gained": list(case.gained), "lost": list(case.lost),
                    "ranks": dict(case.places),
                }
                for case in self.without_criteria
            ],
            "decisive_scores": [_plain(asdict(each)) for each in self.decisive],
            "agreement": [_plain(asdict(each)) for each in self.agreement],
            "unlike_sheets": [_plain(asdict(each)) for each in self.unlike],
            "influence": [_plain(asdict(each)) for each in self.influence],
        }  # fmt: skip

    @property
    def sha256(self) -> str:
        """Of the result as JSON: the same seed on the same round gives it again."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return _text(value)
    return value if value is None or isinstance(value, (bool, int, str)) else format(value, "f")


def _text(value: float) -> str:
    return format(round(value, 3) + 0.0, ".3f")
