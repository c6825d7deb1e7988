"""Money for many orders at once: the rules of `engine.ranking.money`, draw by draw, in whole kopecks."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from svetovod.engine.ranking import Counting, Purse, Wish, distribute

from .tables import Ints

Bools = NDArray[np.bool_]


def funded(purse: Purse, wishes: list[Wish], order: Ints, passes: Bools, *, strict: bool) -> Bools:
    """Draws x projects: who gets money. `order` are projects by place, `passes` by project."""
    if not purse.plain:
        return _one_by_one(purse, wishes, order, passes, strict=strict)
    draws, projects = order.shape
    requested = np.array([wish.requested for wish in wishes], dtype=np.int64)
    needed = np.array([wish.needed for wish in wishes], dtype=np.int64)
    left = np.full(draws, purse.limit, dtype=np.int64)
    going = np.ones(draws, dtype=bool)
    row = np.arange(draws)
    given = np.zeros((draws, projects), dtype=bool)
    for place in range(projects):
        who = order[:, place]
        asked = requested[who]
        open_ = passes[row, who] & going
        whole = open_ & (asked <= left)
        part = open_ & ~whole & (left > 0) & (left >= needed[who])
        given[row, who] = whole | part
        left -= np.where(whole, asked, np.where(part, left, 0))
        if strict:
            going &= ~(open_ & ~whole & ~part)
            if not going.any():
                break
    return given


def _one_by_one(purse: Purse, wishes: list[Wish], order: Ints, passes: Bools, *, strict: bool) -> Bools:
    given = np.zeros(order.shape, dtype=bool)
    barred = [replace(wish, passes=False) for wish in wishes]
    for draw, places in enumerate(order.tolist()):
        asked = [wishes[who] if passes[draw, who] else barred[who] for who in places]
        for who, grant in zip(places, distribute(purse, asked, strict=strict), strict=True):
            given[draw, who] = grant.amount > 0 or grant.outcome.value == "winner"
    return given


def wishes_of(counting: Counting, codes: tuple[str, ...]) -> list[Wish]:
    """Those who have less than the least of a criterion do not pass, whatever their score."""
    place = {candidate.code: who for who, candidate in enumerate(counting.admitted)}
    return [replace(counting.wishes[place[code]], passes=counting.enough(place[code])) for code in codes]
