"""The schedule with the fewest breaks: anytime, in processes that can be ended, and checked before it is shown."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty

from .check import check
from .counting import too_many
from .domains import domains
from .events import Bound, Event, Explained, Found, Impossible
from .greedy import tightest_first
from .problem import MeetingProblem, MeetingResult, MeetingStatus, Reason, count_breaks, seat
from .roles import Role
from .seating import seated
from .worker import workers

_WAIT = 0.1  # how often `stop` is asked
_FIRST = 5.0  # one process alone looks so long for a first schedule before it goes on to the proof
_REASON = 4.0  # how long a reason is made smaller
_RACES = ((Role.PROVE, Role.SEARCH), (Role.PROVE, Role.SEARCH, Role.PROVE_BY_MEETINGS))


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands: the fewest breaks so far, and how few they could at best be."""

    breaks: int | None
    bound: int
    seconds: float


def never() -> bool:
    return False


def unheard(progress: Progress) -> None:
    pass


def solve(
    problem: MeetingProblem,
    *,
    clock: Callable[[], float],
    seconds: float = 60.0,
    threads: int = 2,
    stop: Callable[[], bool] = never,
    tell: Callable[[Progress], None] = unheard,
) -> MeetingResult:
    """The best schedule in `seconds` of the `clock`, proven where the bound meets it; or why there is none."""
    race = _Race(problem, clock, seconds, stop, tell)
    race.start()
    if threads == 1:
        race.run((Role.SEARCH,), until=_FIRST, first=True)
        race.run((Role.PROVE,))
    else:
        race.run(_RACES[min(threads, 3) - 2])
    if race.impossible:
        race.explain()
    return race.result()


def why(problem: MeetingProblem, *, clock: Callable[[], float], stop: Callable[[], bool] = never) -> MeetingResult:
    """The reason of a problem that is known to have no schedule."""
    race = _Race(problem, clock, _REASON, stop, unheard)
    race.impossible = True
    race.explain()
    return race.result()


class _Race:
    """What is known so far."""

    def __init__(
        self,
        problem: MeetingProblem,
        clock: Callable[[], float],
        seconds: float,
        stop: Callable[[], bool],
        tell: Callable[[Progress], None],
    ) -> None:
        self._problem, self._clock, self._stop, self._tell = problem, clock, stop, tell
        self._began = self._clock()
        self._ends = self._began + seconds
        self._best: MeetingResult | None = None
        self._bound = 0
        self._reason: Reason | None = None
        self.impossible = False

    def start(self) -> None:
        """What needs no search: slots that do not exist, and the schedule of a spreadsheet if it happens to hold."""
        self._reason = too_many(self._problem)
        if self._reason or not all(domains(self._problem)):
            self.impossible = True
            return
        slots = tightest_first(self._problem).slots
        whole = tuple(slot for slot in slots if slot is not None)
        if len(whole) == len(slots):
            made = self._made(whole)
            if not check(self._problem, made):
                self._improve(made)
                self._say()

    def run(self, roles: tuple[Role, ...], *, until: float | None = None, first: bool = False) -> None:
        """Listens to searches until one has the answer; with `first` a schedule is enough."""
        ends = self._ends if until is None else min(self._ends, self._clock() + until)
        if self._decided or (first and self._best):
            return
        ended = 0
        with workers(self._problem, roles, ends - self._clock()) as told:
            while not self._decided and ended < len(roles) and self._clock() < ends and not self._stop():
                with suppress(Empty):
                    _, event = told.get(timeout=_WAIT)
                    if event is None:
                        ended += 1
                    else:
                        self._take(event)
                if first and self._best:
                    return

    def explain(self) -> None:
        """The first reason may take all the time there is; then it is made smaller for a while."""
        if self._reason:
            return
        ends, smaller = max(self._ends, self._clock() + _REASON), self._clock() + _REASON
        with workers(self._problem, (Role.EXPLAIN,), ends - self._clock()) as told:
            while self._clock() < (smaller if self._reason else ends) and not self._stop():
                with suppress(Empty):
                    _, event = told.get(timeout=_WAIT)
                    if event is None:
                        return
                    self._take(event)

    @property
    def _decided(self) -> bool:
        return self.impossible or (self._best is not None and self._best.breaks == self._bound)

    def _take(self, event: Event) -> None:
        match event:
            case Bound(breaks):
                self._bound = max(self._bound, breaks)
            case Found(slots):
                made = self._made(slots)
                if broken := check(self._problem, made):
                    raise RuntimeError(f"a schedule does not hold: {broken[:3]}")
                self._improve(made)
            case Impossible():
                self.impossible = True
            case Explained(reason):
                self._reason = reason
        self._say()

    def _say(self) -> None:
        best = self._best.breaks if self._best else None
        self._tell(Progress(best, self._bound, self._clock() - self._began))

    def _made(self, slots: tuple[int, ...], bound: int = 0) -> MeetingResult:
        breaks = sum(count_breaks(self._problem, slots))
        status = MeetingStatus.OPTIMAL if breaks == bound else MeetingStatus.FEASIBLE
        return MeetingResult(status, slots, seat(slots), breaks, bound)

    def _improve(self, made: MeetingResult) -> None:
        if self._best is None or self._best.breaks is None or (made.breaks or 0) < self._best.breaks:
            self._best = made

    def result(self) -> MeetingResult:
        spent = self._clock() - self._began
        if self.impossible:
            if self._best is not None:
                raise RuntimeError("a schedule was found where one is said to be impossible")
            return MeetingResult(MeetingStatus.INFEASIBLE, reason=self._reason, seconds=spent)
        if self._best is None:
            return MeetingResult(MeetingStatus.UNKNOWN, bound=self._bound, seconds=spent)
        made = self._made(self._best.slots, self._bound)
        return replace(made, tables=seated(self._problem, made.slots), seconds=spent)
