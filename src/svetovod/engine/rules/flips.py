"""Whose conclusion differs between two days of the law, and by which rules; for very many clusters at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from svetovod.engine.facts import Facts, Use

from .bulk import conclusions
from .bulk.kept import Row, sums
from .verdict import Conclusion, Outcome

# from the best to the worst
ORDER = (
    Conclusion.CONFORMING, Conclusion.UNDETERMINED, Conclusion.LIKELY_NOT_CONFORMING, Conclusion.NOT_CONFORMING,
)  # fmt: skip

_WEIGHTS: dict[tuple[str | None, str | None], int] = {
    (Use.HARD.value, Outcome.NOT_MET.value): 3,
    (Use.WARN.value, Outcome.NOT_MET.value): 2,
    (Use.HARD.value, Outcome.NO_DATA.value): 1,
    (Use.WARN.value, Outcome.NO_DATA.value): 1,
}


@dataclass(frozen=True, slots=True)
class Side:
    """A rule under one law; `outcome` None = not listed there. `weight`: how much it speaks against the cluster."""

    outcome: str | None
    use: str | None

    @property
    def weight(self) -> int:
        return _WEIGHTS.get((self.use, self.outcome), 0)


_ABSENT = Side(None, None)


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Flip:
    cluster: str
    before: Conclusion
    after: Conclusion
    reasons: tuple[Reason, ...]

    @property
    def worse(self) -> bool:
        return ORDER.index(self.after) > ORDER.index(self.before)


def flips(rows: Mapping[str, Row], *, first: tuple[date, Facts], second: tuple[date, Facts]) -> tuple[Flip, ...]:
    """The clusters (rows of `kept`) judged otherwise, in their order; raises `BeforeFirstEditionError`.

    A reason is a rule that weighs otherwise: hard not met, warned of, without data, or nothing against the cluster.
    """
    if not rows:
        return ()
    (left, before), (right, after) = (_sides(rows, on, facts) for on, facts in (first, second))
    changed = [n for n, (a, b) in enumerate(zip(before["verdict"], after["verdict"], strict=True)) if a != b]
    pairs = zip(before[changed].iter_rows(named=True), after[changed].iter_rows(named=True), strict=True)
    return tuple(_flip(left, a, right, b) for a, b in pairs)


def _sides(rows: Mapping[str, Row], on: date, facts: Facts) -> tuple[tuple[str, ...], pl.DataFrame]:
    return conclusions(sums(rows, on=on, facts=facts), on=on, facts=facts)


def _flip(left: Sequence[str], before: Mapping[str, str], right: Sequence[str], after: Mapping[str, str]) -> Flip:
    was, became = _by_key(left, before), _by_key(right, after)
    keys = [*was, *(key for key in became if key not in was)]
    pairs = [Reason(key, was.get(key, _ABSENT), became.get(key, _ABSENT)) for key in keys]
    return Flip(
        before["cluster_id"],
        Conclusion(before["verdict"]),
        Conclusion(after["verdict"]),
        tuple(pair for pair in pairs if pair.before.weight != pair.after.weight),
    )


def _by_key(keys: Sequence[str], row: Mapping[str, str]) -> dict[str, Side]:
    return {key: Side(row[f"outcome{n}"], row[f"use{n}"]) for n, key in enumerate(keys)}
