"""Money down the list, in kopecks: the whole sum, else an acceptable part, else nothing.

What may go to a project is what the limit leaves, what its year leaves, and what quotas leave: the ceiling of its own
region or direction, and the limit less what is kept for others. Spending less never forbids anything, so going down
the list gives the best set there is, place by place: nobody passed over could have been paid without taking from
somebody who stands higher (`tests/engine/ranking/test_quotas.py` tries every set).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .result import Outcome


@dataclass(frozen=True, slots=True)
class Wish:
    """What a project asks for and the least it takes, in kopecks; `passes` is False below the threshold.

    `by_year` is what it asks of every year of the round, in their order, None where it does not say; `quotas` are
    positions in the list of quotas.
    """

    requested: int
    needed: int
    passes: bool = True
    by_year: tuple[int, ...] | None = None
    quotas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """`available` is what was left for the project when its turn came, in kopecks; `bound` is what it hung on:
    `limit`, `year`, `reserved` (kept for others), `quota` (its own ceiling, `quota` says which) or `winners` (there are
    as many as there may be)."""

    outcome: Outcome
    amount: int
    available: int
    by_year: tuple[int, ...] = ()
    bound: str = "limit"
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A quota in kopecks; quotas of one `dimension` divide projects, each belongs to at most one of them."""

    dimension: str
    at_most: int | None
    at_least: int


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of a round. `years` are parts of the limit, empty where it is not divided. `winners`: how many may get
    money; `shared`: all of them the same part of what they ask for."""

    limit: int
    years: tuple[int, ...] = ()
    quotas: tuple[Ceiling, ...] = ()
    winners: int | None = None
    shared: bool = False

    @property
    def plain(self) -> bool:
        """Whether whoever stands among those paid whole, or behind the last one paid, changes nobody's money."""
        return not (self.years or self.quotas or self.shared or self.winners is not None)


def distribute(purse: Purse, wishes: Sequence[Wish], *, strict: bool) -> list[Grant]:
    """Grants in the order of the wishes.

    1 below the threshold: nothing; 2 under `strict`, after the first that got nothing: reserve; 3 the whole sum where
    it fits; 4 what is left, where that is more than zero and at least the minimum; 5 reserve.
    """
    if purse.shared:
        return _Sharing(purse, wishes).grants()
    if purse.years or purse.quotas:
        return _Spending(purse, wishes, strict).grants()
    grants, left, stopped, seats = [], purse.limit, False, len(wishes) if purse.winners is None else purse.winners
    for wish in wishes:
        if not wish.passes:
            grants.append(Grant(Outcome.BELOW_THRESHOLD, 0, left))
        elif not seats:
            grants.append(Grant(Outcome.RESERVE, 0, left, bound="winners"))
        elif strict and stopped:
            grants.append(Grant(Outcome.RESERVE, 0, left))
        elif wish.requested <= left:
            grants.append(Grant(Outcome.WINNER, wish.requested, left))
            left, seats = left - wish.requested, seats - 1
        elif left > 0 and left >= wish.needed:
            grants.append(Grant(Outcome.PARTIAL, left, left))
            left, seats = 0, seats - 1
        else:
            grants.append(Grant(Outcome.RESERVE, 0, left))
            stopped = True
    return grants


def _parts(limit: int, asked: list[int]) -> list[int]:
    total = sum(asked)
    if total <= limit:
        return asked
    parts = [limit * each // total for each in asked]
    left = limit - sum(parts)
    for n, each in enumerate(asked):
        if left and parts[n] < each:
            parts[n], left = parts[n] + 1, left - 1
    return parts


def _takes(wish: Wish, part: int) -> bool:
    return part == wish.requested or (part > 0 and part >= wish.needed)


class _Sharing:
    """The same part for everybody: what is asked for, cut in proportion to the limit.

    Kopecks that the division leaves go to the first places, one to each. Whoever would get less than the least it takes
    drops out, the last place first, and the part is counted again for the others. Then those that dropped out are tried
    again from the first place, and whoever fits beside the others comes back: nobody is left out who could be paid.
    """

    def __init__(self, purse: Purse, wishes: Sequence[Wish]) -> None:
        self.purse, self.wishes = purse, wishes
        self.out: set[int] = set()

    def grants(self) -> list[Grant]:
        while short := self._short(self._counted()):
            self.out.add(short[-1])
        while (back := next(filter(self._fits, sorted(self.out)), None)) is not None:
            self.out.remove(back)
        parts = self._counted()
        return [self._grant(n, parts.get(n)) for n in range(len(self.wishes))]

    def _counted(self, back: int | None = None) -> dict[int, int]:
        """The parts of those that have not dropped out and of `back`, of the first `winners` of them."""
        chosen = [n for n, wish in enumerate(self.wishes) if wish.passes and (n == back or n not in self.out)]
        chosen = chosen[: self.purse.winners]
        return dict(zip(chosen, _parts(self.purse.limit, [self.wishes[n].requested for n in chosen]), strict=True))

    def _short(self, parts: dict[int, int]) -> list[int]:
        return [n for n, part in parts.items() if not _takes(self.wishes[n], part)]

    def _fits(self, back: int) -> bool:
        parts = self._counted(back)
        return back in parts and not self._short(parts)

    def _grant(self, n: int, part: int | None) -> Grant:
        """`available` is the part in the last count: of whoever is left out, the one beside those paid."""
        wish = self.wishes[n]
        if not wish.passes:
            return Grant(Outcome.BELOW_THRESHOLD, 0, 0)
        if part is not None:
            return Grant(Outcome.WINNER if part == wish.requested else Outcome.PARTIAL, part, part)
        offered = self._counted(n).get(n)
        if offered is None:
            return Grant(Outcome.RESERVE, 0, 0, bound="winners")
        return Grant(Outcome.RESERVE, 0, offered)


class _Spending:
    """Years and quotas. Under `strict` whoever gets nothing stops those behind: by its own ceiling the projects of that
    quota alone, else everybody for whom no money of their own quota is kept."""

    def __init__(self, purse: Purse, wishes: Sequence[Wish], strict: bool) -> None:
        self.purse, self.wishes, self.strict = purse, wishes, strict
        self.spent, self.years = 0, list(purse.years)
        self.by_quota = [0] * len(purse.quotas)
        asked = [0] * len(purse.quotas)
        for wish in wishes:
            for quota in wish.quotas if wish.passes else ():
                asked[quota] += wish.requested
        # more than its projects ask for is kept for nobody
        self.kept = [
            min(quota.at_least, sum_, quota.at_most if quota.at_most is not None else sum_)
            for quota, sum_ in zip(purse.quotas, asked, strict=True)
        ]
        self.stopped = False
        self.seats = len(wishes) if purse.winners is None else purse.winners
        self.closed: set[int] = set()

    def grants(self) -> list[Grant]:
        return [self._grant(wish) for wish in self.wishes]

    def _grant(self, wish: Wish) -> Grant:
        available, bound, quota = self._available(wish)
        if not wish.passes:
            return Grant(Outcome.BELOW_THRESHOLD, 0, available)
        if not self.seats:
            return Grant(Outcome.RESERVE, 0, available, bound="winners")
        if self.strict and self._is_stopped(wish):
            return Grant(Outcome.RESERVE, 0, available, bound=bound, quota=quota)
        whole = self._part(wish, min(available, wish.requested))
        amount = sum(whole) if self.purse.years else min(available, wish.requested)
        if amount < available and amount < wish.requested:
            available, bound, quota = amount, "year", None
        if amount == wish.requested or (amount > 0 and amount >= wish.needed):
            self._take(wish, amount, whole)
            outcome = Outcome.WINNER if amount == wish.requested else Outcome.PARTIAL
            return Grant(outcome, amount, available, tuple(whole), bound, quota)
        self._stop(wish, quota)
        return Grant(Outcome.RESERVE, 0, available, bound=bound, quota=quota)

    def _available(self, wish: Wish) -> tuple[int, str, int | None]:
        """The least of all bounds, and which it is; the limit first where several are equal."""
        found: tuple[int, str, int | None] = (self.purse.limit - self.spent, "limit", None)
        for dimension in sorted({quota.dimension for quota in self.purse.quotas}):
            others = sum(
                max(self.kept[n] - self.by_quota[n], 0)
                for n, quota in enumerate(self.purse.quotas)
                if quota.dimension == dimension and n not in wish.quotas
            )
            left = max(self.purse.limit - self.spent - others, 0)
            if left < found[0]:
                found = left, "reserved", None
        for n in wish.quotas:
            most = self.purse.quotas[n].at_most
            if most is not None and most - self.by_quota[n] < found[0]:
                found = most - self.by_quota[n], "quota", n
        return found

    def _part(self, wish: Wish, amount: int) -> list[int]:
        """At most `amount`, year by year: of each what it was asked for and has left; the first years first."""
        taken = []
        for year, left in enumerate(self.years):
            asked = amount if wish.by_year is None else wish.by_year[year]
            taken.append(min(asked, left, amount))
            amount -= taken[-1]
        return taken

    def _is_stopped(self, wish: Wish) -> bool:
        if self.closed.intersection(wish.quotas):
            return True
        return self.stopped and not any(self.kept[n] > self.by_quota[n] for n in wish.quotas)

    def _stop(self, wish: Wish, quota: int | None) -> None:
        """`quota` is the one whose ceiling left too little, None where anything else did."""
        if quota is not None:
            self.closed.add(quota)
        else:
            self.stopped = True
            self.closed.update(wish.quotas)

    def _take(self, wish: Wish, amount: int, by_year: Iterable[int]) -> None:
        self.spent += amount
        self.seats -= 1
        for quota in wish.quotas:
            self.by_quota[quota] += amount
        for year, part in enumerate(by_year):
            self.years[year] -= part
