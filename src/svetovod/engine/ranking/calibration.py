"""Severe and mild experts: the order as it would be were all equally severe. Stands beside the result, never for it.

Model: points of an expert for a project = the project's figure + the expert's shift, by least squares over all sheets,
in exact fractions. Shifts weighted by sheets sum to zero, so the round as a whole neither gains nor loses.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from svetovod.engine.model import SelectionRound, round_half_up

from . import ties
from .linear import solve
from .ranking import rank
from .result import Ranking
from .scores import Tally, share_of, tally

LEAST_SHEETS = 5  # of an expert: below, the shift says more about the projects than about the expert


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many points of 100 an expert scores above (or, negative, below) the others on the same projects."""

    expert: str
    sheets: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A ranked project: plain and calibrated, score and place."""

    project: str
    plain: Fraction
    plain_rank: int
    score: Fraction
    rank: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """`refused`: `disconnected` (experts in `groups` that share no project), `few_sheets` (`experts` name them) or
    `one_expert`; then there are no figures."""

    refused: str | None = None
    experts: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    places: tuple[Calibrated, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "refused": self.refused,
            "experts": list(self.experts),
            "shifts": [
                {"expert": s.expert, "sheets": s.sheets, "points": _shown(s.points), "points_exact": str(s.points)}
                for s in self.shifts
            ],
            "ranking": [
                {
                    "project": p.project, "score": _shown(p.score), "score_exact": str(p.score), "rank": p.rank,
                    "plain_score": _shown(p.plain), "plain_rank": p.plain_rank,
                }
                for p in self.places
            ],
        }  # fmt: skip


def calibrate(round_: SelectionRound, ranking: Ranking | None = None) -> Calibration:
    """The calibrated order of the ranked projects; `ranking` is that of the round, where it is at hand."""
    counted = tally(round_)
    sheets = Counter(expert for sheet in counted.sheets.values() for expert in sheet.experts)
    names = sorted(sheets)
    if len(names) < 2:
        return Calibration("one_expert", tuple(names))
    apart = _unreached(counted, names)
    if apart:
        return Calibration("disconnected", apart)
    few = tuple(name for name in names if sheets[name] < LEAST_SHEETS)
    if few:
        return Calibration("few_sheets", few)
    shifts = shifts_of(counted, names)
    places = _places(round_, ranking or rank(round_), counted, shifts)
    return Calibration(shifts=tuple(Shift(name, sheets[name], shifts[name]) for name in names), places=places)


def shifts_of(counted: Tally, names: list[str]) -> dict[str, Fraction]:
    """Least squares: over an expert's projects, points above the project's mean = shift above the mean of shifts."""
    panels = [sheet.experts for sheet in counted.sheets.values() if sheet.experts]
    scale = lcm(*{len(panel) for panel in panels})
    number = {name: place for place, name in enumerate(names)}
    size = len(names)
    table = [[0] * (size + 1) for _ in names]
    for panel in panels:
        part, total = scale // len(panel), sum(panel.values())
        for name, points in panel.items():
            row = table[number[name]]
            row[number[name]] += scale
            row[size] += scale * points - part * total
            for other in panel:
                row[number[other]] -= part
    # the equations hang together by one; this one sets the level
    table[-1] = [*(sum(name in panel for panel in panels) for name in names), 0]
    return {name: value / counted.unit for name, value in zip(names, solve(table), strict=True)}


def _places(
    round_: SelectionRound, ranking: Ranking, counted: Tally, shifts: dict[str, Fraction]
) -> tuple[Calibrated, ...]:
    candidates = {candidate.code: candidate for candidate in round_.candidates}
    keys = ties.keys(round_, share_of(round_.aggregation, counted.sheets.values()))
    found = []
    for place in ranking.places:
        sheet = counted.sheets[place.project]
        score = Fraction(sheet.computed, counted.unit)
        if sheet.experts:
            own = (Fraction(points, counted.unit) - shifts[name] for name, points in sheet.experts.items())
            score += sum(own, Fraction(0)) / len(sheet.experts)
        standing = (*(key(candidates[place.project], sheet, None) for key in keys), place.project)
        found.append((-score, standing, place))
    found.sort(key=lambda each: each[:2])
    return tuple(
        Calibrated(place.project, place.score, place.rank, -score, number)
        for number, (score, _, place) in enumerate(found, 1)
    )


def _unreached(counted: Tally, names: list[str]) -> tuple[str, ...]:
    """Experts whom no chain of shared projects ties to the first one."""
    panels = [set(sheet.experts) for sheet in counted.sheets.values() if sheet.experts]
    reached, grown = {names[0]}, True
    while grown:
        more = set().union(*(panel for panel in panels if panel & reached))
        reached, grown = more, more != reached
    return tuple(name for name in names if name not in reached)


def _shown(value: Fraction) -> str:
    return str(round_half_up(value, 2))
