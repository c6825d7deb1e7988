"""The conditions of PP 41 on one day, taken from the facts: what counts, whose, since when, how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.facts import DatedValue, Edition, Facts

ACT = "pp41"
# where the edition of starter batches has items of its own, the same question is asked of several keys
ITEMS = ("subsidy.eligible_items",)
PAYER = ("subsidy.payer",)
SINCE = ("subsidy.costs_since", "subsidy.starter_batch_costs_since")
RATE = ("subsidy.rate_max", "subsidy.starter_batch_rate_max")
CAP = ("subsidy.cap_rub_per_project", "subsidy.starter_batch_cap_rub")
ONLY_INITIATOR = "initiator"


@dataclass(frozen=True, slots=True)
class Source:
    """Which item of the facts says it, by which row of the research, how sure."""

    key: str
    row: str
    status: str
    confirmed_for_edition: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """`since` is the first day of eligible costs, `cap` rubles; None where the edition is not known to have one."""

    edition: Edition
    items: tuple[str, ...]
    only_initiator: bool
    since: date | None
    rate: Decimal
    cap: Decimal | None
    sources: tuple[tuple[str, Source], ...]

    def source(self, question: str) -> Source | None:
        """Where the answer to `items`, `payer`, `since`, `rate` or `cap` comes from."""
        return dict(self.sources).get(question)


def conditions_on(facts: Facts, on: date) -> Conditions:
    """The conditions in force on a day.

    Raises `facts.BeforeFirstEditionError` for a day before the act, `LookupError` where the facts give no rate or
    no list of items.
    """
    edition = facts.edition_on(ACT, on)
    found = {
        question: answer
        for question, keys in (("items", ITEMS), ("payer", PAYER), ("since", SINCE), ("rate", RATE), ("cap", CAP))
        if (answer := _first(facts, keys, on)) is not None
    }
    items, rate = _value(found, "items"), _value(found, "rate")
    since, cap = _value(found, "since"), _value(found, "cap")
    if not isinstance(items, tuple) or not isinstance(rate, Decimal):
        raise LookupError(f"the facts of {ACT} give no items or no rate on {on}")
    return Conditions(
        edition=edition,
        items=items,
        only_initiator=_value(found, "payer") == ONLY_INITIATOR,
        since=since if isinstance(since, date) else None,
        rate=rate,
        cap=Decimal(cap) if isinstance(cap, int | Decimal) else None,
        sources=tuple((question, source) for question, (_, source) in found.items()),
    )


def _first(facts: Facts, keys: Iterable[str], on: date) -> tuple[DatedValue, Source] | None:
    for key in keys:
        value = facts.value(key, on)
        if value is not None and value.value is not None:
            return value, Source(key, value.source, value.status.value, value.confirmed_for_edition)
    return None


def _value(found: dict[str, tuple[DatedValue, Source]], question: str) -> object:
    return found[question][0].value if question in found else None


def share_of(amount: Decimal, rate: Decimal) -> Fraction:
    """`rate` of `amount`, exact."""
    return Fraction(amount) * Fraction(rate)
