"""What decides between equal scores: the round's keys one after another, then the code of the project as text.

`registered_at`: who registered earlier; `requested`: who asks for less; `own_funds`: who puts in more; `votes`: for
whom more of the commission voted, of equal numbers for whom its chair did; `criterion:CODE`: who has more points in it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from svetovod.engine.model import Candidate, SelectionRound

from .scores import Sheet

CRITERION = "criterion:"
PLAIN = ("registered_at", "requested", "own_funds", "votes")
Key = Callable[[Candidate, Sheet, str | None], Any]


def keys(round_: SelectionRound, share: int) -> list[Key]:
    """One function a key: the smaller value stands higher. Raises `ValueError` for a key nobody knows."""
    return [_key(name, round_, share) for name in round_.ties]


def static(round_: SelectionRound) -> bool:
    """Whether no key hangs on scores, so that the order within a tie is the same in every case."""
    return all(name in PLAIN for name in round_.ties)


def known(name: str, criteria: Iterable[str]) -> bool:
    return name in PLAIN or (name.startswith(CRITERION) and name.removeprefix(CRITERION) in set(criteria))


def decided_by(names: Sequence[str], tied: Sequence[tuple[Any, ...]]) -> list[str]:
    """For each of a tie the first key that, with those before it, sets it apart from all others; else its code."""
    found = []
    for mine in tied:
        apart = (name for n, name in enumerate(names, 1) if sum(mine[:n] == other[:n] for other in tied) == 1)
        found.append(next(apart, "code"))
    return found


def groups(order: Iterable[int], values: Sequence[int]) -> list[list[int]]:
    """Those of equal value, two at least, in the order given."""
    counts = Counter(values[who] for who in order)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for who in order:
        if counts[values[who]] > 1:
            found[values[who]].append(who)
    return list(found.values())


def _key(name: str, round_: SelectionRound, share: int) -> Key:
    if name == "registered_at":
        return lambda candidate, _sheet, _without: candidate.registered_at
    if name == "requested":
        return lambda candidate, _sheet, _without: candidate.requested
    if name == "own_funds":
        return lambda candidate, _sheet, _without: -(candidate.own_funds or 0)
    if name == "votes":
        return lambda candidate, _sheet, _without: (-candidate.votes, not candidate.chair)
    if not known(name, (criterion.code for criterion in round_.criteria)):
        raise ValueError(f"{name} is not a key between equal scores")
    code = name.removeprefix(CRITERION)
    return lambda _candidate, sheet, without: -sheet.combined(code, round_.aggregation, share, without)
