"""The law as one edition left it: an act read as if nothing had amended it since."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from .shapes import Act, DatedValue, Item
from .store import Facts

_DAY = timedelta(days=1)


def held(facts: Facts, act_id: str, edition: date) -> Facts:
    """The facts with the act held at the edition of that day; `ValueError` where it has no such governing edition.

    Later editions go, with the values they brought in and the ends they put to older ones. An end that no later
    edition explains is the edition's own and stays, and so does every other act.
    """
    act = facts.act(act_id)
    if edition not in {each.on for each in act.editions if each.governs}:
        raise ValueError(f"{act_id} has no governing edition of {edition}")
    later = {each.on for each in act.editions if each.governs and each.on > edition}
    if not later:
        return facts
    items = {key: _held(item, edition, later) if item.act == act_id else item for key, item in facts.items.items()}
    return Facts({**facts.acts, act_id: _until(act, min(later))}, items)


def _until(act: Act, first_later: date) -> Act:
    return replace(act, editions=tuple(each for each in act.editions if each.on < first_later))


def _held(item: Item, edition: date, later: Collection[date]) -> Item:
    return replace(item, values=tuple(_open(v, edition, later) for v in item.values if v.start < min(later)))


def _open(value: DatedValue, edition: date, later: Collection[date]) -> DatedValue:
    if value.end is not None and value.end + _DAY in later:
        value = replace(value, end=None)
    confirmed = value.last_confirmed_edition
    if confirmed is not None and confirmed > edition:
        value = replace(value, last_confirmed_edition=edition)
    return value
