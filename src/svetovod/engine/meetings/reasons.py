"""Why there is no schedule: a set of wishes that cannot hold together, made as small as time allows.

It is also the second opinion on "impossible": other clauses (no slot is struck out beforehand, every wish has a switch
of its own) in another solver (Glucose), so that a claim never rests on one proof alone.
"""

from collections.abc import Iterable, Iterator, Sequence

from svetovod.engine.model import Session

from .clauses import Clause, Writer, breaks_of, busy_slots, spread
from .events import Explained, Found, Report
from .problem import MeetingProblem, Reason, Wish, WishKind

Switches = dict[int, Wish]
_PAIRS = 6  # up to so many, "at most one" is written pair by pair


class OwnWriter(Writer):
    """Counts in its own way: the second opinion shares no counter with the proof, and Glucose is quicker with it."""

    def at_most(self, literals: Sequence[int], limit: int) -> None:
        """A sequential counter (Sinz 2005); `count[j]` says that more than j of those seen so far are true."""
        if limit < 1 or len(literals) <= limit or (limit == 1 and len(literals) <= _PAIRS):
            super().at_most(literals, limit)
            return
        before: list[int] = []
        for place, literal in enumerate(literals):
            if len(before) == limit:
                self.add(-literal, -before[-1])
            if place == len(literals) - 1:
                return
            count = [self.new() for _ in range(min(place + 1, limit))]
            self.add(-literal, count[0])
            for level, known in enumerate(before):
                self.add(-known, count[level])
                if level + 1 < len(count):
                    self.add(-literal, -known, count[level + 1])
            before = count


def explain(problem: MeetingProblem, report: Report) -> None:
    """Reports ever smaller sets of wishes, the last minimal; or a schedule, if there is one after all."""
    from pysat.solvers import Solver

    writer = OwnWriter()
    at, switches = _write(problem, writer)
    with Solver("glucose4", bootstrap_with=writer.clauses) as solver:
        core = _in_order(switches)
        if solver.solve(assumptions=core):
            true = {literal for literal in solver.get_model() if literal > 0}
            report(Found(tuple(next(slot for slot, literal in row.items() if literal in true) for row in at)))
            return
        kept = set(solver.get_core() or ())
        core = [each for each in core if each in kept]
        report(Explained(_reason(core, switches, minimal=False)))
        needed: list[int] = []
        while core:
            tried = core.pop()
            if solver.solve(assumptions=needed + core):
                needed.append(tried)
            else:
                kept = set(solver.get_core() or ())
                needed, core = [each for each in needed if each in kept], [each for each in core if each in kept]
                report(Explained(_reason(needed + core, switches, minimal=False)))
        report(Explained(_reason(needed, switches, minimal=True)))


def _in_order(switches: Switches) -> list[int]:
    """The last are tried first: what an organiser gives up most easily stands at the end."""
    rank = {kind: place for place, kind in enumerate(WishKind)}
    return sorted(switches, key=lambda switch: (rank[switches[switch].kind], switch))


def _reason(core: list[int], switches: Switches, *, minimal: bool) -> Reason:
    rank = {kind: place for place, kind in enumerate(WishKind)}
    wishes = sorted((switches[each] for each in core), key=lambda wish: (rank[wish.kind], *wish.places))
    return Reason(tuple(wishes), minimal)


def _write(problem: MeetingProblem, writer: Writer) -> tuple[list[dict[int, int]], Switches]:
    slots = range(1, problem.slots + 1)
    at = [{slot: writer.new() for slot in slots} for _ in problem.meetings]
    busy = [busy_slots(problem, own, at, writer) for own in problem.of]
    switches: Switches = {}

    def switch(wish: Wish, clauses: Iterable[Clause]) -> int:
        one = writer.new()
        switches[one] = wish
        for clause in clauses:
            writer.add(-one, *clause)
        return one

    meetings = [switch(Wish(WishKind.MEETING, number), [list(row.values())]) for number, row in enumerate(at)]
    for wish, clauses in _wishes(problem, at):
        switch(wish, clauses)
    switch(Wish(WishKind.TABLES), _tables(problem, at, busy, writer))
    switch(Wish(WishKind.FAIRNESS), _fairness(problem, busy, writer))
    for own, row in zip(problem.of, busy, strict=True):
        _imply_count([meetings[number] for number in own], row, writer)
    return at, switches


def _wishes(problem: MeetingProblem, at: list[dict[int, int]]) -> Iterator[tuple[Wish, list[Clause]]]:
    """Every wish about times with the clauses that it switches on."""
    for number, meeting in enumerate(problem.meetings):
        row = at[number]
        if meeting.session is not Session.EITHER:
            allowed = problem.halves(meeting.session)
            yield (Wish(WishKind.SESSION, number), [[-literal] for slot, literal in row.items() if slot not in allowed])
        if meeting.closed:
            yield Wish(WishKind.TIMES, number), [[-row[slot]] for slot in sorted(meeting.closed) if slot in row]
        if meeting.fixed is not None:
            others = [[-literal] for slot, literal in row.items() if slot != meeting.fixed]
            yield Wish(WishKind.FIXED, number, slot=meeting.fixed), others
        for earlier in sorted(meeting.after):
            pairs = [
                [-literal, -other]
                for slot, literal in row.items()
                for before, other in at[earlier].items()
                if before >= slot
            ]
            yield Wish(WishKind.PRECEDENCE, number, other=earlier), pairs
    for who, forbidden in enumerate(problem.forbidden):
        for slot in sorted(forbidden) if problem.of[who] else ():
            yield (
                Wish(WishKind.FORBIDDEN, participant=who, slot=slot),
                [[-at[each][slot]] for each in problem.of[who]],
            )


def _tables(
    problem: MeetingProblem, at: list[dict[int, int]], busy: list[dict[int, int]], writer: Writer
) -> list[Clause]:
    """The tables of every slot, counted over meetings and, though it follows, over busy participants."""
    start = len(writer.clauses)
    for slot in range(1, problem.slots + 1):
        writer.at_most([row[slot] for row in at], problem.tables)
        writer.at_most([row[slot] for row in busy if slot in row], problem.seats)
    return writer.taken_back(start)


def _fairness(problem: MeetingProblem, busy: list[dict[int, int]], writer: Writer) -> list[Clause]:
    gaps = (problem.slots - 1) // 2  # more cannot be
    limits = [max(0, min(len(own) - 1, gaps)) for own in problem.of]
    if max(limits, default=0) <= problem.fairness:
        return []
    breaks = [breaks_of(row, limit, writer, exact=True) for row, limit in zip(busy, limits, strict=True)]
    start = len(writer.clauses)
    spread(breaks, problem.fairness, writer)
    return writer.taken_back(start)


def _imply_count(meetings: list[int], busy: dict[int, int], writer: Writer) -> None:
    """It follows, but is hard to see: with all meetings held there are as many busy slots."""
    start = len(writer.clauses)
    writer.exactly(list(busy.values()), len(meetings))
    counted = writer.taken_back(start)
    every = writer.new()
    writer.add(*(-meeting for meeting in meetings), every)
    for clause in counted:
        writer.add(-every, *clause)
