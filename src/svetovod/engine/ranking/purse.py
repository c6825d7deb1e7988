"""The money of a round and the wishes of its projects, from rubles to kopecks."""

from decimal import Decimal

from svetovod.engine.model import Candidate, Distribution, SelectionRound

from .money import Ceiling, Purse, Wish


def purse_of(round_: SelectionRound) -> Purse:
    """Raises `ValueError` where years do not sum to the limit, a quota stands twice, or what is cut in proportion is
    divided otherwise too."""
    years = tuple(kopecks(part) for _, part in round_.years)
    if years and sum(years) != kopecks(round_.limit):
        raise ValueError("the parts by year must sum to the limit")
    if len({(quota.by, quota.name) for quota in round_.quotas}) != len(round_.quotas):
        raise ValueError("a quota stands twice")
    quotas = tuple(
        Ceiling(
            quota.by.value,
            None if quota.at_most is None else kopecks(quota.at_most),
            kopecks(quota.at_least or Decimal(0)),
        )
        for quota in round_.quotas
    )
    shared = round_.distribution is Distribution.PROPORTIONAL
    if shared and (years or quotas):
        raise ValueError("money cut in proportion is not divided by years and quotas too")
    if round_.winners is not None and round_.winners < 1:
        raise ValueError("at least one project can win")
    return Purse(kopecks(round_.limit), years, quotas, round_.winners, shared)


def wish_of(round_: SelectionRound, candidate: Candidate) -> Wish:
    """A project that has said no to a part needs the whole. Raises `ValueError` where its years do not fit."""
    requested = kopecks(candidate.requested)
    least = round_.distribution.least(candidate.requested, candidate.minimum)
    needed = kopecks(least if candidate.takes_part else candidate.requested)
    asked = dict(candidate.by_year)
    years = [year for year, _ in round_.years]
    if round_.years and asked and (sum(asked.values()) != candidate.requested or not asked.keys() <= set(years)):
        raise ValueError(f"{candidate.code} asks for years or sums that the round does not have")
    by_year = tuple(kopecks(asked.get(year, Decimal(0))) for year in years) if asked and years else None
    quotas = tuple(
        number for number, quota in enumerate(round_.quotas) if getattr(candidate, quota.by.value) == quota.name
    )
    return Wish(requested, needed, by_year=by_year, quotas=quotas)


def kopecks(amount: Decimal) -> int:
    above, below = amount.as_integer_ratio()
    if above * 100 % below:
        raise ValueError(f"{amount} is not a whole number of kopecks")
    return above * 100 // below
