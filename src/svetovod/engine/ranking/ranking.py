"""Scores to places to money, and the same again without each expert (`formats.md`, `svetovod rank`).

Steps: 1 exact scores; 2 order by score, earlier registration, code; 3 money down the list; 4 for every expert named
in the scores the same without him; 5 for every project its best and worst place over these cases and whether the
answer to "money or not" is the same in all.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from svetovod.engine.model import Candidate, CriterionKind, Distribution, Problem, SelectionRound

from .money import Grant, Wish, distribute
from .result import Outcome, Place, Ranking, WithoutExpert
from .scores import Tally, tally

FUNDED = (Outcome.WINNER, Outcome.PARTIAL)
BARRED = Wish(0, 0, passes=False)


@dataclass(frozen=True, slots=True)
class _Case:
    """One order and its money: positions in the list of admitted candidates, best first."""

    order: list[int]
    grants: list[Grant]

    def funded(self) -> set[int]:
        return {who for who, grant in zip(self.order, self.grants, strict=True) if grant.outcome in FUNDED}


def rank(round_: SelectionRound) -> Ranking:
    """The ranking of a complete round. Raises `ValueError` where the scores contradict the round."""
    engine = _Engine(round_)
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
    ties = _ties(engine, full.order)
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
            tie_broken_by=ties.get(who),
            best=best[who] or None,
            worst=worst[who] or None,
            stable=who not in changing,
        )
        for number, (who, grant) in enumerate(zip(full.order, full.grants, strict=True), 1)
    )
    return Ranking(round_, places, _unranked(round_, engine.tally), tuple(without), _notes(round_, engine.tally))


class _Engine:
    """The round in integers: `values` are scores times `unit`, comparable whatever the number of experts."""

    def __init__(self, round_: SelectionRound) -> None:
        self.tally = tally(round_)
        self.admitted = [c for c in round_.candidates if c.admitted and _has_score(self.tally, c.code)]
        self.sheets = [self.tally.sheets[candidate.code] for candidate in self.admitted]
        counts = {n for sheet in self.sheets for n in (len(sheet.experts), len(sheet.experts) - 1) if n > 0}
        self.share = lcm(*counts)
        self.unit = self.tally.unit * self.share
        self.totals = [sum(sheet.experts.values()) for sheet in self.sheets]
        self.values = [
            sheet.computed * self.share + (total * self.share // len(sheet.experts) if sheet.experts else 0)
            for sheet, total in zip(self.sheets, self.totals, strict=True)
        ]
        by_moment = sorted(range(len(self.admitted)), key=self._moment)
        self.seniority = {who: place for place, who in enumerate(by_moment)}
        self.wishes = [Wish(_kopecks(c.requested), _needed(c)) for c in self.admitted]
        self.limit = _kopecks(round_.limit)
        self.strict = round_.distribution is Distribution.STRICT
        self.bar = None if round_.threshold is None else _ceiling(round_.threshold, self.unit)

    def case(self, expert: str | None) -> _Case:
        """Order and money, without the expert if one is given."""
        values = self.values if expert is None else [self._without(who, expert) for who in range(len(self.admitted))]
        keyed = sorted((-value, self.seniority[who], who) for who, value in enumerate(values) if value is not None)
        wishes = [self.wishes[who] if self._passes(-value) else BARRED for value, _, who in keyed]
        return _Case([who for *_, who in keyed], distribute(self.limit, wishes, strict=self.strict))

    def _passes(self, value: int) -> bool:
        return self.bar is None or value >= self.bar

    def _without(self, who: int, expert: str) -> int | None:
        sheet = self.sheets[who]
        points = sheet.experts.get(expert)
        if points is None:
            return self.values[who]
        count = len(sheet.experts) - 1
        return sheet.computed * self.share + (self.totals[who] - points) * self.share // count if count else None

    def _moment(self, who: int) -> tuple[object, str]:
        return self.admitted[who].registered_at, self.admitted[who].code


def _ties(engine: _Engine, order: list[int]) -> dict[int, str]:
    """What decided for each project of a tie: its moment, or its code where another of the tie has the same moment."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for who in order:
        groups[engine.values[who]].append(who)
    decided = {}
    for group in groups.values():
        moments = Counter(engine.admitted[who].registered_at for who in group)
        for who in group if len(group) > 1 else ():
            decided[who] = "code" if moments[engine.admitted[who].registered_at] > 1 else "registered_at"
    return decided


def _unranked(round_: SelectionRound, counted: Tally) -> tuple[tuple[str, Outcome], ...]:
    return tuple(
        (candidate.code, Outcome.NO_SCORES if candidate.admitted else Outcome.NOT_ADMITTED)
        for candidate in round_.candidates
        if not (candidate.admitted and _has_score(counted, candidate.code))
    )


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


def _needed(candidate: Candidate) -> int:
    return _kopecks(candidate.requested if candidate.minimum is None else candidate.minimum)


def _kopecks(amount: Decimal) -> int:
    above, below = amount.as_integer_ratio()
    if above * 100 % below:
        raise ValueError(f"{amount} is not a whole number of kopecks")
    return above * 100 // below


def _rubles(kopecks: int) -> Decimal:
    return Decimal(kopecks).scaleb(-2)


def _ceiling(value: Decimal, unit: int) -> int:
    above, below = value.as_integer_ratio()
    return -(-above * unit // below)
