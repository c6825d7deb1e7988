"""From score rows to exact sums: integers over one common denominator, so that leaving an expert out is a subtraction.

A score is the sum over criteria of weight x (mean, trimmed mean or median) / maximum. Every usable expert of a project
has scored all expert criteria (`score.incomplete` otherwise), so with a mean it equals computed + (sum of the experts'
weighted points) / experts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TypeVar

from svetovod.engine.model import Aggregation, Criterion, CriterionKind, Scale, Score, SelectionRound

Exact = TypeVar("Exact", int, Fraction)


@dataclass(slots=True)
class Sheet:
    """Usable scores of one project: weighted points of each expert and of the computed criteria, in a Tally's units.

    `points` are the same by criterion and expert.
    """

    experts: dict[str, int] = field(default_factory=dict)
    computed: int = 0
    computed_criteria: dict[str, int] = field(default_factory=dict)
    points: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def combined(self, criterion: str, how: Aggregation, share: int, without: str | None = None) -> int:
        """The criterion's part of the score times `share`."""
        if criterion in self.computed_criteria:
            return self.computed_criteria[criterion] * share
        kept = [points for expert, points in self.points[criterion].items() if expert != without]
        return sum(chosen := counted(kept, how)) * share // len(chosen) if kept else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """`sheets` by project; `experts` all those named in the scores, sorted; `unit` how many units make one point."""

    sheets: dict[str, Sheet]
    experts: tuple[str, ...]
    unit: int
    needs_experts: bool


def counted(points: Sequence[Exact], how: Aggregation) -> list[Exact]:
    """The points whose mean is the figure: all; without one highest and one lowest, where there are three or more; or
    the middle one or two."""
    ordered = sorted(points)
    if how is Aggregation.TRIMMED_MEAN and len(ordered) >= 3:
        return ordered[1:-1]
    if how is Aggregation.MEDIAN and len(ordered) >= 3:
        middle = (len(ordered) - 1) // 2
        return ordered[middle : len(ordered) - middle]
    return ordered


def share_of(how: Aggregation, sheets: Iterable[Sheet]) -> int:
    """By what every figure can be divided whole, with all experts or with one fewer."""
    sizes = {n for sheet in sheets for n in (len(sheet.experts), len(sheet.experts) - 1) if n > 0}
    return lcm(*{len(counted([0] * n, how)) for n in sizes})


def whole(round_: SelectionRound) -> Decimal:
    """The highest score there can be: 100, or the sum of the maxima."""
    return sum((criterion.weight for criterion in round_.criteria), Decimal(0))


def usable(round_: SelectionRound) -> list[Score]:
    """The rows that count: scores of pairs of project and expert without a conflict, and computed ones."""
    barred = {(score.project, score.expert) for score in round_.scores if score.conflict}
    return [
        s for s in round_.scores if s.points is not None and (s.expert is None or (s.project, s.expert) not in barred)
    ]


def tally(round_: SelectionRound) -> Tally:
    """Sum up the round. Raises `ValueError` for what the reading of a workbook reports as an error."""
    criteria = {criterion.code: criterion for criterion in round_.criteria}
    rows = usable(round_)
    _check(round_, criteria, rows)
    ratios = {code: _ratio(criterion) for code, criterion in criteria.items()}
    points_unit = lcm(*{row.points.as_integer_ratio()[1] for row in rows if row.points is not None})
    ratio_unit = lcm(*{below for _, below in ratios.values()})
    factors = {code: above * (ratio_unit // below) for code, (above, below) in ratios.items()}
    sheets = {candidate.code: Sheet() for candidate in round_.candidates}
    for row in rows:
        assert row.criterion is not None
        assert row.points is not None
        above, below = row.points.as_integer_ratio()
        weighted = factors[row.criterion] * above * (points_unit // below)
        sheet = sheets[row.project]
        if row.expert is None:
            sheet.computed += weighted
            sheet.computed_criteria[row.criterion] = weighted
        else:
            sheet.experts[row.expert] = sheet.experts.get(row.expert, 0) + weighted
            sheet.points[row.criterion][row.expert] = weighted
    named = sorted({row.expert for row in round_.scores if row.expert is not None})
    needs_experts = any(criterion.kind is CriterionKind.EXPERT for criterion in round_.criteria)
    return Tally(sheets, tuple(named), points_unit * ratio_unit, needs_experts)


def _ratio(criterion: Criterion) -> tuple[int, int]:
    above, below = criterion.weight.as_integer_ratio()
    maximum, of = criterion.maximum.as_integer_ratio()
    return above * of, below * maximum


def _check(round_: SelectionRound, criteria: dict[str, Criterion], rows: Iterable[Score]) -> None:
    """No contradiction: known names, each score once, computed ones without an expert, whole sheets of experts."""
    if round_.scale is Scale.POINTS:
        if any(criterion.weight != criterion.maximum for criterion in criteria.values()):
            raise ValueError("where points are added up the weight of a criterion is its maximum")
    elif whole(round_) != 100:
        raise ValueError("the weights of the criteria must sum to 100")
    if len(criteria) != len(round_.criteria) or any(criterion.maximum <= 0 for criterion in criteria.values()):
        raise ValueError("criteria need different codes and positive maxima")
    known = {candidate.code for candidate in round_.candidates}
    if len(known) != len(round_.candidates) or not {score.project for score in round_.scores} <= known:
        raise ValueError("projects need different codes, and every score a known project")
    expert_criteria = {code for code, criterion in criteria.items() if criterion.kind is CriterionKind.EXPERT}
    given: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in rows:
        if row.criterion not in criteria or (row.expert is None) is (row.criterion in expert_criteria):
            raise ValueError(f"row {row.row}: an expert scores an expert criterion, nobody a computed one")
        if row.criterion in given[row.project, row.expert]:
            raise ValueError(f"row {row.row}: {row.project} has this score twice")
        given[row.project, row.expert].add(row.criterion)
    for (project, expert), scored in given.items():
        if expert is not None and scored != expert_criteria:
            raise ValueError(f"{expert} has not scored all expert criteria of {project}")
