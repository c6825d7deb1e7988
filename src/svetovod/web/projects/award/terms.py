"""The sums of an agreement that a selection keeps: read where they stand, so that no copy here can fall behind."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """From the day `since` the agreement is on `amount` rubles, by the `paper` named."""

    since: date
    amount: Decimal
    paper: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Of the agreement in force, of several that signed last, else of the one ended last: its number. `sums` of all
    agreements together by their days, of which the last one holds; when all are ended it is zero. `spans`: of each
    agreement, that one the last, the day it was signed and the day it was ended, None while it holds."""

    number: str
    sums: Sequence[Sum]
    spans: Sequence[tuple[date, date | None]]

    @property
    def signed_on(self) -> date:
        return self.spans[-1][0]

    @property
    def ended_on(self) -> date | None:
        return self.spans[-1][1]

    @property
    def amount(self) -> Decimal:
        return self.sums[-1].amount


# numbers of projects -> the terms of those whose agreement stands in a selection
Source = Callable[[Collection[int]], Mapping[int, Terms]]
_sources: list[Source] = []


def register_terms(source: Source) -> None:
    """Called in `AppConfig.ready`."""
    _sources.append(source)


def terms_of(projects: Collection[int]) -> dict[int, Terms]:
    return {key: terms for source in _sources for key, terms in source(projects).items()}
