"""The problem in clauses: which meeting at which slot, who is busy when, and who has how many breaks.

Variables are numbers from 1; a negative number is the denial. The implied rows are what makes proofs short: exactly
as many busy slots as meetings for everybody, at most twice as many busy participants as tables where all meet in
pairs, and whoever has no break stays within as many slots as meetings.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from .domains import domains
from .problem import MeetingProblem

Clause = list[int]
_PAIRS = 30  # up to so many, "at most one" is written pair by pair


class Encoding(NamedTuple):
    """`at[meeting][slot]`; `breaks[participant]` are "at least one break", "at least two" and so on."""

    clauses: list[Clause]
    at: list[dict[int, int]]
    breaks: list[list[int]]

    def schedule(self, model: Iterable[int]) -> tuple[int, ...]:
        """The slots in a solution of the clauses."""
        true = {literal for literal in model if literal > 0}
        return tuple(next(slot for slot, literal in row.items() if literal in true) for row in self.at)


class Writer:
    """Collects clauses and hands out variables."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.top = 0

    def new(self) -> int:
        self.top += 1
        return self.top

    def add(self, *literals: int) -> None:
        self.clauses.append(list(literals))

    def at_most(self, literals: Sequence[int], limit: int) -> None:
        """Pair by pair or by a sequential counter: totalizers make the proofs clearly longer."""
        from pysat.card import CardEnc, EncType

        if len(literals) <= limit:
            return
        if limit < 0:
            self.add()
            return
        kind = EncType.pairwise if limit == 1 and len(literals) <= _PAIRS else EncType.seqcounter
        counted = CardEnc.atmost(lits=list(literals), bound=limit, top_id=self.top, encoding=kind)
        self.top = max(self.top, counted.nv)
        self.clauses += counted.clauses

    def taken_back(self, start: int) -> list[Clause]:
        """The clauses written since there were `start` of them; they are no longer among the others."""
        taken = self.clauses[start:]
        del self.clauses[start:]
        return taken

    def exactly(self, literals: Sequence[int], number: int) -> None:
        self.at_most(literals, number)
        self.at_most([-literal for literal in literals], len(literals) - number)


def encode(problem: MeetingProblem, *, by_meetings: bool = False) -> Encoding:
    """`by_meetings`: the tables are counted over meetings, not over busy participants; each is faster on some.

    Twice as many busy participants as tables says the same only of pairs: where more than two meet, meetings count.
    """
    writer = Writer()
    by_meetings = by_meetings or not problem.in_pairs
    at = _places(problem, writer)
    busy = [busy_slots(problem, own, at, writer) for own in problem.of]
    for own, row in zip(problem.of, busy, strict=True):
        writer.exactly(list(row.values()), len(own))
    _tables(problem, at, busy, writer, by_meetings=by_meetings)
    for number, meeting in enumerate(problem.meetings):
        for earlier in meeting.after:
            _precede(problem, at[earlier], at[number], writer)
    limits = break_limits(problem)
    exact = max(limits, default=0) > problem.fairness  # somebody may have to have breaks
    breaks = [breaks_of(row, limit, writer, exact=exact) for row, limit in zip(busy, limits, strict=True)]
    if exact:
        spread(breaks, problem.fairness, writer)
    for own, row, counted in zip(problem.of, busy, breaks, strict=True):
        _stay_together(row, len(own), counted, writer)
    return Encoding(writer.clauses, at, breaks)


def break_limits(problem: MeetingProblem) -> list[int]:
    """The most breaks a participant can have; where somebody can have none, fairness limits everybody."""
    possible = [max(0, min(len(own) - 1, problem.slots - len(own))) for own in problem.of]
    if 0 in possible:
        return [min(most, problem.fairness) for most in possible]
    return possible


def _places(problem: MeetingProblem, writer: Writer) -> list[dict[int, int]]:
    """Every meeting at exactly one of its slots."""
    at = [{slot: writer.new() for slot in sorted(row)} for row in domains(problem)]
    for row in at:
        writer.add(*row.values())
        writer.at_most(list(row.values()), 1)
    return at


def busy_slots(
    problem: MeetingProblem, own: tuple[int, ...], at: list[dict[int, int]], writer: Writer
) -> dict[int, int]:
    """One variable per slot where a participant can be; at most one meeting there."""
    busy: dict[int, int] = {}
    for slot in range(1, problem.slots + 1):
        here = [at[number][slot] for number in own if slot in at[number]]
        if not here:
            continue
        busy[slot] = writer.new()
        writer.add(-busy[slot], *here)
        for literal in here:
            writer.add(-literal, busy[slot])
        writer.at_most(here, 1)
    return busy


def _tables(
    problem: MeetingProblem, at: list[dict[int, int]], busy: list[dict[int, int]], writer: Writer, *, by_meetings: bool
) -> None:
    """No more meetings in a slot than tables; where all meet in pairs, no more busy participants than twice as many."""
    rows = at if by_meetings else busy
    for slot in range(1, problem.slots + 1):
        writer.at_most([row[slot] for row in rows if slot in row], problem.tables * (1 if by_meetings else 2))


def _precede(problem: MeetingProblem, earlier: dict[int, int], later: dict[int, int], writer: Writer) -> None:
    """A later meeting at a slot has the earlier one at a slot before it; and the other way round."""
    for slot, literal in later.items():
        writer.add(-literal, *(other for place, other in earlier.items() if place < slot))
    for slot, literal in earlier.items():
        writer.add(-literal, *(other for place, other in later.items() if place > slot))


def breaks_of(busy: dict[int, int], limit: int, writer: Writer, *, exact: bool) -> list[int]:
    """A break ends where a participant who has met before is busy after an idle slot; counted in unary."""
    count: list[int] = []
    met: int | None = None
    last: int | None = None
    for slot in range(min(busy), max(busy) + 1) if busy else ():
        now = busy.get(slot)
        if now is not None and met is not None and last != met:
            ends = [now, met] if last is None else [now, met, -last]
            count = _counted(count, ends, limit, writer, exact=exact)
        met, last = _held(met, now, writer), now
    return count


def _held(met: int | None, now: int | None, writer: Writer) -> int | None:
    if met is None or now is None:
        return now if met is None else met
    held = writer.new()
    writer.add(-met, held)
    writer.add(-now, held)
    writer.add(-held, met, now)
    return held


def _counted(before: list[int], ends: list[int], limit: int, writer: Writer, *, exact: bool) -> list[int]:
    """The count after a slot where a break ends if all of `ends` hold; `exact`: it says no more than there are."""
    unless = [-literal for literal in ends]
    if len(before) == limit:
        writer.add(*unless, *(-literal for literal in before[-1:]))
    count = [writer.new() for _ in range(min(len(before) + 1, limit))]
    for level, literal in enumerate(count):
        kept = before[level : level + 1]
        lower = before[level - 1 : level] if level else []
        writer.add(*unless, *(-known for known in lower), literal)
        for known in kept:
            writer.add(-known, literal)
        if exact:
            for cause in (*ends, *lower):
                writer.add(-literal, *kept, cause)
    return count


def _stay_together(busy: dict[int, int], meetings: int, breaks: list[int], writer: Writer) -> None:
    """It follows: without a break all busy slots of a participant are fewer apart than there are meetings."""
    for earlier, later in product(busy, busy) if breaks else ():
        if later - earlier >= meetings:
            writer.add(breaks[0], -busy[earlier], -busy[later])


def spread(breaks: list[list[int]], fairness: int, writer: Writer) -> None:
    """Who has more breaks than the fairness allows over a level makes everybody reach that level."""
    for level in range(max(map(len, breaks), default=0) - fairness):
        everybody = writer.new()
        for row in breaks:
            writer.add(-everybody, *([row[level]] if level < len(row) else []))
            if level + fairness < len(row):
                writer.add(-row[level + fairness], everybody)
