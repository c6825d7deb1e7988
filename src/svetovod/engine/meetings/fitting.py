"""Which meetings take place when not all can: the greatest weight, proven; then as few breaks as possible.

Benders' decomposition in the form of logic (Hooker and Ottosson 2003): a small integer program chooses the meetings by
what is counted easily (slots of each participant, places at tables), the search for a schedule says whether they fit,
and the reason it gives where they do not becomes a row of the program. No choice is better than the program's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import floor, inf, isfinite
from typing import NamedTuple

from svetovod.engine.model import Session

from .check import check, check_fitting
from .domains import domains
from .greedy import tightest_first
from .problem import Fitting, MeetingProblem, MeetingResult, MeetingStatus, WishKind, unproven
from .seating import seated
from .settling import settle
from .solve import never, solve

_CHOOSING = 0.75  # of the time; the rest is for the breaks of what was chosen
_SETTLE = 4.0  # seconds for a first fair schedule
_EXACT = 1e-6  # weights are whole, and so is the best sum


class FitProgress(NamedTuple):
    """Where the choice stands: what it keeps, of which weight, what no choice exceeds, and its breaks."""

    kept: tuple[int, ...]
    worth: int
    most: int
    breaks: int | None
    seconds: float


def unheard(progress: FitProgress) -> None:
    """Nobody asked."""


class Row(NamedTuple):
    """No more than `most` of the sum of `factors` times "this meeting takes place"."""

    factors: dict[int, int]
    most: int


def fit(
    problem: MeetingProblem,
    weights: Sequence[int],
    *,
    clock: Callable[[], float],
    seconds: float = 60.0,
    threads: int = 2,
    stop: Callable[[], bool] = never,
    tell: Callable[[FitProgress], None] = unheard,
) -> Fitting:
    """The meetings of the greatest weight that fit, as far as `seconds` of the `clock` allow, and their schedule.

    To prefer every meeting of one kind to any number of another, weigh it by one more than all the others together.
    """
    began = clock()
    rows = list(_counted(problem))
    best, schedule = _draft(problem, weights, clock, seconds, stop)
    most = sum(weights)

    def say() -> None:
        tell(FitProgress(best, _worth(weights, best), most, schedule.breaks, clock() - began))

    say()
    while not stop() and clock() < began + seconds * _CHOOSING:
        chosen, bound = _choose(weights, rows, began + seconds * _CHOOSING - clock())
        most = min(most, bound)
        say()
        if _worth(weights, best) == most:
            break
        tried = solve(problem.only(chosen), clock=clock, seconds=began + seconds - clock(), threads=threads, stop=stop)
        if tried.slots:
            best, schedule = chosen, tried
            break
        if tried.status is not MeetingStatus.INFEASIBLE:
            break
        rows.append(_cut(problem, chosen, tried))
    say()
    if schedule.status is not MeetingStatus.OPTIMAL:
        left = max(began + seconds - clock(), 0.1)
        again = solve(problem.only(best), clock=clock, seconds=left, threads=threads, stop=stop)
        schedule = min(again, schedule, key=_breaks)
    schedule = replace(schedule, tables=seated(problem.only(best), schedule.slots))
    found = Fitting(best, schedule, _worth(weights, best), most, clock() - began)
    if broken := check_fitting(problem, weights, found):
        raise RuntimeError(f"a choice of meetings does not hold: {broken[:3]}")
    return found


def _breaks(made: MeetingResult) -> float:
    return inf if made.breaks is None else made.breaks


def _worth(weights: Sequence[int], kept: Sequence[int]) -> int:
    return sum(weights[number] for number in kept)


def _draft(
    problem: MeetingProblem,
    weights: Sequence[int],
    clock: Callable[[], float],
    seconds: float,
    stop: Callable[[], bool],
) -> tuple[tuple[int, ...], MeetingResult]:
    """The heaviest meetings one after another, then made fair; no meeting at all where that does not succeed.

    A processor busy with others makes few steps in the time: then half of all the time is given once more.
    """
    slots = tightest_first(problem, weights).slots
    kept = tuple(number for number, slot in enumerate(slots) if slot is not None)
    inner, given = problem.only(kept), tuple(slot for slot in slots if slot is not None)
    for share in (min(_SETTLE, seconds / 4), seconds / 2):
        given = settle(inner, given, clock=clock, seconds=share, stop=stop)
        made = unproven(inner, given)
        if not check(inner, made):
            return kept, made
    return (), unproven(problem.only(()), ())


def _counted(problem: MeetingProblem) -> Iterator[Row]:
    """What can be told of every choice without searching."""
    alone = [domains(problem.only([number]))[0] for number in range(len(problem.meetings))]
    yield Row({number: 1 for number, slots in enumerate(alone) if not slots}, 0)
    for own in problem.of:
        for session in Session:
            here = set(problem.halves(session))
            within = [number for number in own if alone[number] <= here]
            yield Row(dict.fromkeys(within, 1), len(set().union(*(alone[number] for number in within))))
    fixed = defaultdict(list)
    for number, slots in enumerate(alone):
        if len(slots) == 1:
            fixed[min(slots)].append(number)
    for numbers in fixed.values():
        yield Row(dict.fromkeys(numbers, 1), problem.tables)
        for own in problem.of:
            yield Row(dict.fromkeys(set(own) & set(numbers), 1), 1)
    used = set().union(*alone)
    yield Row(dict.fromkeys(range(len(alone)), 1), problem.tables * len(used))


def _cut(problem: MeetingProblem, chosen: tuple[int, ...], tried: MeetingResult) -> Row:
    """What the reason of an impossible choice says of all choices.

    Meetings that cannot hold together cannot in any choice, for other meetings only take more room. Fairness alone is
    otherwise: one more meeting may give a break to somebody who has too few. Then this very choice is excluded.
    """
    wishes = tried.reason.wishes if tried.reason else ()
    if wishes and not any(wish.kind is WishKind.FAIRNESS for wish in wishes):
        together = {
            chosen[wish.meeting] for wish in wishes if wish.kind is WishKind.MEETING and wish.meeting is not None
        }
        return Row(dict.fromkeys(together, 1), len(together) - 1)
    taken = set(chosen)
    factors = {number: 1 if number in taken else -1 for number in range(len(problem.meetings))}
    return Row(factors, len(chosen) - 1)


def _choose(weights: Sequence[int], rows: Sequence[Row], seconds: float) -> tuple[tuple[int, ...], int]:
    """Meetings of the greatest weight that keep all rows, and what no such choice exceeds."""
    import numpy as np
    from highspy import HighsModelStatus, HighsVarType, ObjSense, kHighsInf
    from highspy._core import _Highs  # the public wrapper writes its name on standard output

    engine = _Highs()
    options = {"output_flag": False, "threads": 1, "time_limit": max(seconds, 0.1), "mip_rel_gap": 0.0}
    for option, value in options.items():
        engine.setOptionValue(option, value)
    engine.changeObjectiveSense(ObjSense.kMaximize)
    none = np.empty(0, dtype=np.int32)
    for weight in weights:
        engine.addCol(float(weight), 0.0, 1.0, 0, none, np.empty(0))
    columns = np.arange(len(weights), dtype=np.int32)
    engine.changeColsIntegrality(len(columns), columns, np.full(len(columns), int(HighsVarType.kInteger), np.uint8))
    for row in rows:
        if sum(factor for factor in row.factors.values() if factor > 0) > row.most:
            index = np.array(list(row.factors), dtype=np.int32)
            engine.addRow(
                -kHighsInf, float(row.most), len(index), index, np.array([*row.factors.values()], dtype=float)
            )
    engine.run()
    solution, info = engine.getSolution(), engine.getInfo()
    kept = (
        tuple(number for number, value in enumerate(solution.col_value) if value > 0.5) if solution.value_valid else ()
    )
    ended = engine.getModelStatus() == HighsModelStatus.kOptimal
    bound = info.objective_function_value if ended else info.mip_dual_bound
    return kept, floor(bound + _EXACT) if isfinite(bound) else sum(weights)
