"""Exact cases beside the ranking: without one criterion, and without one single score.

A score is left out by taking the figure of its criterion from the other experts of the project.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svetovod.engine.model import SelectionRound

from .money import distribute
from .ranking import FUNDED, Case, Counting
from .result import Outcome


@dataclass(frozen=True, slots=True)
class WithoutCriterion:
    """Places and money without one criterion, the weights of the others kept in proportion."""

    criterion: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Decisive:
    """A score without which somebody else would get money."""

    project: str
    expert: str
    criterion: str
    points: Decimal
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def without_criteria(counting: Counting) -> tuple[WithoutCriterion, ...]:
    """Every criterion left out in turn; none where there is only one."""
    round_ = counting.round
    funded = counting.case(None).funded()
    found = []
    for criterion in round_.criteria if len(round_.criteria) > 1 else ():
        parts = [sheet.combined(criterion.code, round_.aggregation, counting.share) for sheet in counting.sheets]
        values = [value - part for value, part in zip(counting.values, parts, strict=True)]
        rest = Fraction(counting.whole - criterion.weight) / Fraction(counting.whole)
        case = counting.ordered(values, of=rest, but=criterion.code)
        gained, lost = _moved(counting, funded, case)
        places = tuple((counting.admitted[who].code, place) for place, who in enumerate(case.order, 1))
        found.append(WithoutCriterion(criterion.code, gained, lost, places))
    return tuple(found)


def decisive_scores(counting: Counting) -> tuple[Decisive, ...]:
    """The scores that decide alone who gets money, in the order of the places of their projects."""
    line, points = _Line(counting, counting.case(None)), _points(counting.round)
    found = []
    for who in line.full.order:
        for criterion, expert, value, passes in _single(counting, who):
            gained, lost = line.moved(who, value, passes)
            if gained or lost:
                code = counting.admitted[who].code
                found.append(Decisive(code, expert, criterion, points[code, expert, criterion], gained, lost))
    return tuple(found)


def _single(counting: Counting, who: int) -> Iterator[tuple[str, str, int, bool]]:
    """Criterion, expert, the project's value without that score and whether it passes; of two experts at least."""
    how, share, sheet = counting.round.aggregation, counting.share, counting.sheets[who]
    for criterion, given in sheet.points.items():
        whole, others = sheet.combined(criterion, how, share), counting.enough(who, but=criterion)
        least = counting.least.get(criterion, 0)
        for expert in given if len(given) > 1 else ():
            part = sheet.combined(criterion, how, share, expert)
            value = counting.values[who] - whole + part
            above = counting.bar is None or value >= counting.bar
            yield criterion, expert, value, above and others and part >= least


class _Line:
    """Where money ends. A project that moves only among those paid whole, or only behind the last one paid (when
    strict, behind the one that stopped it), changes nobody's money; with years or quotas everything is counted."""

    def __init__(self, counting: Counting, full: Case) -> None:
        self.counting, self.full = counting, full
        self.keys = [counting.key(who, counting.values[who]) for who in full.order]
        self.place = {who: place for place, who in enumerate(full.order)}
        self.paid = [grant.amount > 0 or grant.outcome is Outcome.WINNER for grant in full.grants]
        whole = [grant.outcome is Outcome.WINNER for grant in full.grants]
        self.first = whole.index(False) if False in whole else len(whole)
        stops = [grant.outcome is Outcome.RESERVE and counting.strict for grant in full.grants]
        last = max((place for place, paid in enumerate(self.paid) if paid), default=-1)
        self.last = stops.index(True) if True in stops else last
        self.plain = counting.purse.plain
        self.wishes = [
            counting.wishes[who]
            if counting.passes(who, counting.values[who])
            else replace(counting.wishes[who], passes=False)
            for who in full.order
        ]
        self.known: dict[tuple[int, int, bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def moved(self, who: int, value: int, passes: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who gains and who loses money when the project has this value."""
        counting, old = self.counting, self.place[who]
        new = bisect_left(self.keys, counting.key(who, value))
        new -= new > old
        if passes == counting.passes(who, counting.values[who]):
            still = new == old or (self.plain and (max(old, new) < self.first or min(old, new) > self.last))
            if still:
                return (), ()
        case = (who, new, passes)
        if case not in self.known:
            self.known[case] = self._count(old, new, passes)
        return self.known[case]

    def _count(self, old: int, new: int, passes: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Money again from the first place that changes; all that stand before it are paid whole or counted too."""
        start = min(old, new, self.first) if self.plain else 0
        order, wishes = self.full.order[start:], self.wishes[start:]
        moving = replace(wishes.pop(old - start), passes=passes)
        order.insert(new - start, order.pop(old - start))
        wishes.insert(new - start, moving)
        spent = sum(grant.amount for grant in self.full.grants[:start])
        purse = replace(self.counting.purse, limit=self.counting.purse.limit - spent)
        grants = distribute(purse, wishes, strict=self.counting.strict)
        then = {one for one, grant in zip(order, grants, strict=True) if grant.outcome in FUNDED}
        now = {self.full.order[place] for place in range(start, len(self.paid)) if self.paid[place]}
        gained, lost = (
            tuple(self.counting.admitted[one].code for one in sorted(ids)) for ids in (then - now, now - then)
        )
        return gained, lost


def _moved(counting: Counting, funded: set[int], case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    then = case.funded()
    gained, lost = (tuple(counting.admitted[who].code for who in sorted(ids)) for ids in (then - funded, funded - then))
    return gained, lost


def _points(round_: SelectionRound) -> dict[tuple[str, Any, Any], Decimal]:
    return {(s.project, s.expert, s.criterion): s.points for s in round_.scores if s.points is not None}
