"""Money down the list, in kopecks: the whole sum, else an acceptable part, else nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from .result import Outcome


@dataclass(frozen=True, slots=True)
class Wish:
    """What a project asks for and the least it takes, in kopecks; `passes` is False below the threshold."""

    requested: int
    needed: int
    passes: bool = True


@dataclass(frozen=True, slots=True)
class Grant:
    """`available` is what was left when the project's turn came, in kopecks."""

    outcome: Outcome
    amount: int
    available: int


def distribute(limit: int, wishes: Sequence[Wish], *, strict: bool) -> list[Grant]:
    """Grants in the order of the wishes.

    1 below the threshold: nothing; 2 under `strict`, after the first that got nothing: reserve; 3 the whole sum where
    it fits; 4 what is left, where that is more than zero and at least the minimum; 5 reserve.
    """
    grants, left, stopped = [], limit, False
    for wish in wishes:
        if not wish.passes:
            grants.append(Grant(Outcome.BELOW_THRESHOLD, 0, left))
        elif strict and stopped:
            grants.append(Grant(Outcome.RESERVE, 0, left))
        elif wish.requested <= left:
            grants.append(Grant(Outcome.WINNER, wish.requested, left))
            left -= wish.requested
        elif left > 0 and left >= wish.needed:
            grants.append(Grant(Outcome.PARTIAL, left, left))
            left = 0
        else:
            grants.append(Grant(Outcome.RESERVE, 0, left))
            stopped = True
    return grants
