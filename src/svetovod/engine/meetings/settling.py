"""A schedule of a large event made fair and with fewer breaks, step by step, by exchanges along chains.

Two slots are exchanged for one meeting and for all whom that touches: a Kempe chain of the two sets of meetings. In
each nobody meets twice, so nobody is ever in two places afterwards. Steps that cost little are taken too, ever more
seldom (simulated annealing). Proves nothing, but has an answer where the searches in clauses need long for a first one.
"""

from collections.abc import Callable, Sequence
from math import exp
from random import Random

from .domains import domains
from .problem import MeetingProblem

_WARM, _COLD = 1.5, 0.05  # temperatures, in breaks
_LOOK = 64  # steps between two looks at the clock
_STEPS = 300  # for each meeting; more hardly help
_UNFAIR = 4  # what a break beyond the fairness counts more than another


def settle(
    problem: MeetingProblem,
    slots: Sequence[int],
    *,
    clock: Callable[[], float],
    seconds: float,
    stop: Callable[[], bool],
    seed: int = 0,
) -> tuple[int, ...]:
    """The best of the schedules seen in `seconds`, beginning with one that keeps all but perhaps the fairness."""
    if problem.slots < 2 or not problem.meetings:
        return tuple(slots)
    began, state, chance = clock(), _State(problem, slots), Random(seed)  # noqa: S311 - a search, not a secret
    best, cost = tuple(state.slots), state.cost
    fewest, steps, most = cost, 0, _STEPS * len(problem.meetings)
    while fewest and not stop() and (spent := max((clock() - began) / seconds, steps / most)) < 1:
        steps += _LOOK
        heat = _WARM * (_COLD / _WARM) ** spent
        for _ in range(_LOOK):
            number, to = chance.randrange(len(state.slots)), chance.randint(1, problem.slots)
            both = state.slots[number] + to
            chain = state.chain(number, to)
            if not chain:
                continue
            change = state.exchange(chain, both)
            if change > 0 and chance.random() >= exp(-change / heat):
                state.exchange(chain, both)
                continue
            cost += change
            if cost < fewest:
                fewest, best = cost, tuple(state.slots)
    return best


class _State:
    """Who meets whom in which slot, and what the breaks of all cost together."""

    def __init__(self, problem: MeetingProblem, slots: Sequence[int]) -> None:
        self._problem, self.slots = problem, list(slots)
        self._allowed = domains(problem)
        self._at: list[dict[int, int]] = [{} for _ in problem.forbidden]
        self._busy = [0] * problem.participants
        self._load = [0] * (problem.slots + 1)
        self._bound = {number for number, each in enumerate(problem.meetings) if each.after}
        self._bound |= {earlier for each in problem.meetings for earlier in each.after}
        for number, slot in enumerate(self.slots):
            self._load[slot] += 1
            for who in problem.meetings[number].people:
                self._at[who][slot] = number
                self._busy[who] |= 1 << slot

    @property
    def cost(self) -> int:
        return sum(self._cost(who) for who in range(len(self._busy)))

    def _cost(self, who: int) -> int:
        busy = self._busy[who]
        breaks = max(0, (busy & ~(busy << 1)).bit_count() - 1)
        return breaks + _UNFAIR * max(0, breaks - self._problem.fairness)

    def chain(self, number: int, to: int) -> list[int]:
        """The meetings that change places between two slots when this one goes to the other; empty where it may not."""
        here = self.slots[number]
        if here == to:
            return []
        chain, waiting, balance = {number}, [number], 0
        while waiting:
            each = waiting.pop()
            target = to if self.slots[each] == here else here
            if target not in self._allowed[each] or each in self._bound:
                return []
            balance += 1 if target == to else -1
            for who in self._problem.meetings[each].people:
                other = self._at[who].get(target)
                if other is not None and other not in chain:
                    chain.add(other)
                    waiting.append(other)
        if self._load[to] + balance > self._problem.tables or self._load[here] - balance > self._problem.tables:
            return []
        return sorted(chain)

    def exchange(self, chain: Sequence[int], both: int) -> int:
        """Puts every meeting of the chain into the other of two slots, whose numbers sum to `both`; gives what that
        costs. Done twice, nothing has changed.
        """
        touched = {who for each in chain for who in self._problem.meetings[each].people}
        before = sum(map(self._cost, touched))
        for each in chain:
            slot = self.slots[each]
            self._load[slot] -= 1
            for who in self._problem.meetings[each].people:
                del self._at[who][slot]
                self._busy[who] &= ~(1 << slot)
        for each in chain:
            slot = both - self.slots[each]
            self.slots[each] = slot
            self._load[slot] += 1
            for who in self._problem.meetings[each].people:
                self._at[who][slot] = each
                self._busy[who] |= 1 << slot
        return sum(map(self._cost, touched)) - before
