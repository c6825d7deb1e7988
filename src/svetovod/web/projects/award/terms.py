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
class Signed:
    """One agreement: its number, the day it was signed and the day it was ended, None while it holds."""

    number: str
    since: date
    ended: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """`sums` of all agreements together by their days, of which the last one holds; when all are ended it is zero.
    `signed`: each agreement; of those in force the one signed last stands last, else the one ended last."""

    sums: Sequence[Sum]
    signed: Sequence[Signed]

    @property
    def number(self) -> str:
        return self.signed[-1].number

    @property
    def signed_on(self) -> date:
        return self.signed[-1].since

    @property
    def ended_on(self) -> date | None:
        return self.signed[-1].ended

    @property
    def in_force(self) -> list[Signed]:
        """All whose sum is spoken of; of agreements that are all ended, none."""
        return [each for each in self.signed if each.ended is None]

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
