"""Terms of a right to sign: where one stands on a day, and from which day nobody would sign."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=30)
DAY = timedelta(days=1)


class Standing(StrEnum):
    AHEAD = "ahead"
    HOLDS = "holds"
    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Term:
    """From `first` to `last`, both days included; None for no end that is known."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody signs from `first` to `last`, both days included; None where nobody is known to follow."""

    first: date
    last: date | None


def standing(term: Term, on: date) -> Standing:
    """ENDING where the last day is within thirty days."""
    if term.first > on:
        return Standing.AHEAD
    if term.last is None:
        return Standing.HOLDS
    if term.last < on:
        return Standing.OVER
    return Standing.ENDING if term.last <= on + SOON else Standing.HOLDS


def gap(terms: Iterable[Term], since: date) -> Gap | None:
    """The first days on or after `since` on which none of the terms holds; None where there is no such day."""
    rows = sorted(terms, key=lambda term: term.first)
    day = since
    for term in rows:
        if term.first > day:
            return Gap(day, term.first - DAY)
        if term.last is None:
            return None
        if term.last >= day:
            day = term.last + DAY
    return Gap(day, None)
