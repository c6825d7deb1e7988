"""Scores to places to money, and the same again without each expert (`formats.md`, `svetovod rank`).

Steps: 1 exact scores; 2 order by score, the round's keys between equal ones, code; 3 money down the list; 4 for every
expert named in the scores the same without him; 5 for every project its best and worst place over these cases and
whether the answer to "money or not" is the same in all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from svetovod.engine.model import Aggregation, Candidate, CriterionKind, Distribution, Problem, SelectionRound

from . import ties
from .money import Grant, distribute
from .purse import purse_of, wish_of
from .result import Outcome, Place, Ranking, WithoutExpert
from .scores import Sheet, Tally, share_of, tally, whole

FUNDED = (Outcome.WINNER, Outcome.PARTIAL)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Case:
    """One order and its money: positions in the list of admitted candidates, best first."""

    order: list[int]
    grants: list[Grant]

    def funded(self) -> set[int]:
        return {who for who, grant in zip(self.order, self.grants, strict=True) if grant.outcome in FUNDED}


def rank(round_: SelectionRound) -> Ranking:
    """The ranking of a complete round. Raises `ValueError` where the scores contradict the round."""
    engine = Counting(round_)
    full = engine.case(None)
    funded = full.funded()
    best, worst = dict.fromkeys(full.order, 0), dict.fromkeys(full.order, 0)
    changing: set[int] = set()
    without = []
    for expert in engine.tally.experts:
        case = engine.case(expert)
        for place, who in enumerate(case.order, 1):
            best[who] = min(best[who] or place, place)
            worst[who] = max(worst[who], place)
        then = case.funded()
        changing |= funded ^ then
        gained, lost = (tuple(engine.admitted[i].code for i in sorted(ids)) for ids in (then - funded, funded - then))
        without.append(WithoutExpert(expert, gained, lost))
    decided = _decided(engine, full.order)
    years = [year for year, _ in round_.years]
    places = tuple(
        Place(
            rank=number,
            project=engine.admitted[who].code,
            score=Fraction(engine.values[who], engine.unit),
            outcome=grant.outcome,
            allocated=_rubles(grant.amount),
            requested=engine.admitted[who].requested,
            needed=_rubles(engine.wishes[who].needed),
            available=_rubles(grant.available),
            registered_at=engine.admitted[who].registered_at,
            tie_broken_by=decided.get(who),
            best=best[who] or None,
            worst=worst[who] or None,
            stable=who not in changing,
            by_year=tuple((year, _rubles(part)) for year, part in zip(years, grant.by_year, strict=False)),
            bound=grant.bound,
            quota=None if grant.quota is None else round_.quotas[grant.quota],
        )
        for number, (who, grant) in enumerate(zip(full.order, full.grants, strict=True), 1)
    )
    return Ranking(round_, places, _unranked(round_, engine.tally), tuple(without), _notes(round_, engine.tally))


class Counting:
    """The round in integers: `values` are scores times `unit`, comparable whatever the number of experts."""

    def __init__(self, round_: SelectionRound) -> None:
        self.round, self.tally = round_, tally(round_)
        self.admitted = [c for c in round_.candidates if _out(round_, self.tally, c) is None]
        self.sheets = [self.tally.sheets[candidate.code] for candidate in self.admitted]
        self.share = share_of(round_.aggregation, self.sheets)
        self.unit = self.tally.unit * self.share
        self.values = [self._value(sheet, None) or 0 for sheet in self.sheets]
        self.keys = ties.keys(round_, self.share)
        self.static = ties.static(round_)
        by_key = sorted(range(len(self.admitted)), key=lambda who: self.standing(who, None))
        self.seniority = {who: place for place, who in enumerate(by_key)}
        self.wishes = [wish_of(round_, candidate) for candidate in self.admitted]
        self.purse = purse_of(round_)
        self.strict = round_.distribution not in (Distribution.SKIP, Distribution.PROPORTIONAL)
        self.whole = whole(round_)
        self.bar = _bar(round_, self.unit, WHOLE)
        self.least = {
            c.code: ceil(Fraction(c.least) * Fraction(c.weight) / Fraction(c.maximum) * self.unit)
            for c in round_.criteria
            if c.least is not None
        }

    def case(self, expert: str | None) -> Case:
        """Order and money, without the expert if one is given."""
        values = self.values if expert is None else [self._without(who, expert) for who in range(len(self.admitted))]
        return self.ordered(values, without=expert)

    def ordered(
        self, values: Sequence[int | None], *, without: str | None = None, of: Fraction = WHOLE, but: str | None = None
    ) -> Case:
        """Order and money by these values; None drops out. `of`: the part of the highest score that can be reached at
        all, without the criterion `but`."""
        bar = self.bar if of == WHOLE else _bar(self.round, self.unit, of)
        keyed = sorted((self.key(who, value, without), who) for who, value in enumerate(values) if value is not None)
        wishes = [
            self.wishes[who]
            if (bar is None or -key[0] >= bar) and self.enough(who, without, but=but)
            else replace(self.wishes[who], passes=False)
            for key, who in keyed
        ]
        return Case([who for *_, who in keyed], distribute(self.purse, wishes, strict=self.strict))

    def key(self, who: int, value: int, without: str | None = None) -> tuple[Any, ...]:
        """The smaller stands higher."""
        return (-value, self.seniority[who] if self.static else self.standing(who, without))

    def standing(self, who: int, without: str | None) -> tuple[Any, ...]:
        """What decides between equal scores: the smaller stands higher."""
        candidate, sheet = self.admitted[who], self.sheets[who]
        return (*(key(candidate, sheet, without) for key in self.keys), candidate.code)

    def passes(self, who: int, value: int) -> bool:
        return (self.bar is None or value >= self.bar) and self.enough(who)

    def enough(self, who: int, without: str | None = None, *, but: str | None = None) -> bool:
        """Whether no criterion has less than its least."""
        sheet, how = self.sheets[who], self.round.aggregation
        return all(
            sheet.combined(code, how, self.share, without) >= least for code, least in self.least.items() if code != but
        )

    def _without(self, who: int, expert: str) -> int | None:
        sheet = self.sheets[who]
        return self._value(sheet, expert) if expert in sheet.experts else self.values[who]

    def _value(self, sheet: Sheet, without: str | None) -> int | None:
        """None where nobody is left; with a mean one subtraction, else criterion by criterion."""
        count = len(sheet.experts) - (without is not None)
        if not sheet.experts:
            return sheet.computed * self.share
        if not count:
            return None
        how = self.round.aggregation
        if how is Aggregation.MEAN:
            total = sum(sheet.experts.values()) - (sheet.experts[without] if without is not None else 0)
            parts = total * self.share // count
        else:
            parts = sum(sheet.combined(criterion, how, self.share, without) for criterion in sheet.points)
        return sheet.computed * self.share + parts


def _decided(engine: Counting, order: list[int]) -> dict[int, str]:
    """What decided for each project of a tie."""
    found: dict[int, str] = {}
    for group in ties.groups(order, engine.values):
        standings = [engine.standing(who, None)[:-1] for who in group]
        found |= dict(zip(group, ties.decided_by(engine.round.ties, standings), strict=True))
    return found


def _unranked(round_: SelectionRound, counted: Tally) -> tuple[tuple[str, Outcome], ...]:
    found = ((candidate.code, _out(round_, counted, candidate)) for candidate in round_.candidates)
    return tuple((code, outcome) for code, outcome in found if outcome is not None)


def _out(round_: SelectionRound, counted: Tally, candidate: Candidate) -> Outcome | None:
    """Why the project has no place, None where it has one."""
    if not candidate.admitted:
        return Outcome.NOT_ADMITTED
    if not _has_score(counted, candidate.code):
        return Outcome.NO_SCORES
    few = counted.needs_experts and len(counted.sheets[candidate.code].experts) < round_.sheets_needed
    return Outcome.FEW_SCORES if few else None


def _has_score(counted: Tally, project: str) -> bool:
    """A usable expert; where all criteria are computed, a computed score."""
    sheet = counted.sheets[project]
    return bool(sheet.experts) or (not counted.needs_experts and bool(sheet.computed_criteria))


def _notes(round_: SelectionRound, counted: Tally) -> tuple[Problem, ...]:
    """A ranked project without a computed score is counted with zero for it, and that is said."""
    computed = [c.code for c in round_.criteria if c.kind is CriterionKind.COMPUTED]
    return tuple(
        Problem("computed.missing", "Оценки", None, "Критерий", criterion, {"project": candidate.code})
        for candidate in round_.candidates
        if candidate.admitted and _has_score(counted, candidate.code)
        for criterion in computed
        if criterion not in counted.sheets[candidate.code].computed_criteria
    )


def _rubles(kopecks: int) -> Decimal:
    return Decimal(kopecks).scaleb(-2)


def _bar(round_: SelectionRound, unit: int, of: Fraction) -> int | None:
    return None if round_.threshold is None else ceil(Fraction(round_.threshold) * unit * of)
