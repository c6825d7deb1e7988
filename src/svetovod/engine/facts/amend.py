"""Lays one more edition over the facts: what an amending act changes, brings in and drops, from one day on.

Everything before that day stays as it was, and what the act does not mention stays as surely known as it was.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from svetovod.engine.model import CostKind

from .schema import fits_unit
from .shapes import Act, DatedValue, Edition, Item, Label, Status, Unit, Use, Value
from .store import Facts

_DAY = timedelta(days=1)
# a list longer than this is a slip: none of these acts has one
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Change:
    """The value an item has from then on; None: it is no longer listed. `point` is where the amending act says so.

    Of a list the value is the whole of it, as codes; `names` are those of the entries that are new.
    """

    key: str
    value: Value
    point: str = ""
    names: tuple[tuple[str, Label], ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amending act as far as it concerns the items; `source` is its citation."""

    act: str
    number: str | None
    signed_on: date
    effective_from: date
    source: str
    note: Label
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an amendment: `key` is the item, None for the edition itself; words in `wording.amend`."""

    code: str
    key: str | None = None
    value: Value = None
    params: tuple[tuple[str, Any], ...] = ()


class AmendmentError(ValueError):
    """Everything that is wrong, not only the first of it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.key or 'edition'}: {fault.code}" for fault in faults))
        self.faults = faults


def amend(facts: Facts, amendment: Amendment) -> Facts:
    """The facts with the edition laid over them; raises `AmendmentError` and then changes nothing."""
    if faults := tuple(_faults(facts, amendment)):
        raise AmendmentError(faults)
    act, on = facts.act(amendment.act), amendment.effective_from
    before = facts.edition_on(act.id, on - _DAY)
    changes = {change.key: change for change in amendment.changes}
    items = dict(facts.items)
    for item in facts.items_of(act.id):
        change = changes.get(item.key)
        values = _changed(item, change, amendment) if change else tuple(_kept(v, before.on, on) for v in item.values)
        names = dict(item.names) | dict(change.names if change else ())
        items[item.key] = replace(item, values=values, names=tuple(names.items()))
    edition = Edition(
        number=amendment.number,
        signed_on=amendment.signed_on,
        date_precision="day",
        effective_from=on,
        source=amendment.source,
        status=Status.SEEN,
        governs=True,
        note=amendment.note,
    )
    return Facts({**facts.acts, act.id: replace(act, editions=(*act.editions, edition))}, items)


def _faults(facts: Facts, amendment: Amendment) -> Iterator[Fault]:
    act = facts.acts.get(amendment.act)
    if act is None:
        yield Fault("edition.no_act", value=amendment.act)
        return
    yield from _dates(act, amendment)
    if not amendment.changes:
        yield Fault("edition.empty")
    named = Counter(change.key for change in amendment.changes)
    for change in amendment.changes:
        item = facts.items.get(change.key)
        if item is None or item.act != act.id:
            yield Fault("item.unknown", change.key, change.value, (("act", act.number),))
        elif named[change.key] > 1:
            yield Fault("item.twice", change.key, change.value)
        else:
            yield from _misfits(item, change, amendment.effective_from)


def _dates(act: Act, amendment: Amendment) -> Iterator[Fault]:
    on, last = amendment.effective_from, max(e.on for e in act.editions)
    if on <= act.signed_on:
        yield Fault("edition.before_act", value=on, params=(("act", act.number), ("signed", act.signed_on)))
    elif on <= last:
        yield Fault("edition.inside", value=on, params=(("last", last),))
    if amendment.signed_on > on:
        yield Fault("edition.signed_later", value=amendment.signed_on, params=(("on", on),))


def _misfits(item: Item, change: Change, on: date) -> Iterator[Fault]:
    listed = item.on(on)
    if any(value.start >= on for value in item.values):
        yield Fault("item.overlap", item.key, change.value, (("start", max(v.start for v in item.values)),))
    elif change.value is None:
        if listed is None:
            yield Fault("item.not_listed", item.key)
    elif not fits_unit(list(change.value) if isinstance(change.value, tuple) else change.value, item.unit):
        yield Fault("item.unit", item.key, change.value, (("unit", item.unit),))
    elif faults := list(_of_list(item, change)):
        yield from faults
    elif listed is not None and _content(listed.value) == _content(change.value):
        yield Fault("item.same", item.key, change.value)


def _content(value: Value) -> object:
    """In a list the order says nothing."""
    return frozenset(value) if isinstance(value, tuple) else value


def entries_of(item: Item) -> frozenset[str]:
    """The codes a list may hold without naming them: those it ever held; kinds of costs are those an estimate has."""
    if item.subject == "cost":
        return frozenset(CostKind)
    held = (value.value for value in item.values if isinstance(value.value, tuple))
    return frozenset(code for codes in held for code in codes)


def _of_list(item: Item, change: Change) -> Iterator[Fault]:
    codes = change.value
    if item.unit is not Unit.ITEMS or not isinstance(codes, tuple):
        return
    known = entries_of(item) | (set() if item.subject == "cost" else dict(change.names).keys())
    for code, count in Counter(codes).items():
        if count > 1:
            yield Fault("item.entry_twice", item.key, code)
        if code not in known:
            yield Fault("item.entry_unknown", item.key, code)
    if len(codes) > LONGEST:
        yield Fault("item.entries", item.key, change.value, (("most", LONGEST),))


def _changed(item: Item, change: Change, amendment: Amendment) -> tuple[DatedValue, ...]:
    on = amendment.effective_from
    old = tuple(replace(v, end=on - _DAY) if v.covers(on) else v for v in item.values)
    if change.value is None:
        return old
    new = DatedValue(
        start=on,
        end=None,
        value=change.value,
        status=Status.SEEN,
        use=_use(item, on),
        source=f"{amendment.source}, {change.point}" if change.point else amendment.source,
        last_confirmed_edition=on,
    )
    return (*old, new)


def _use(item: Item, on: date) -> Use:
    """As the item was used before. What was only remembered or unknown warns, now that an act says it."""
    last = item.on(on) or max(item.values, key=lambda value: value.start, default=None)
    return last.use if last and last.status in {Status.SEEN, Status.SECONDARY} else Use.WARN


def _kept(value: DatedValue, before: date, on: date) -> DatedValue:
    """An item the act is silent on: what was confirmed or verified for the edition before holds in this one."""
    if not value.covers(on):
        return value
    if value.last_confirmed_edition == before:
        value = replace(value, last_confirmed_edition=on)
    if value.verified_editions and before in value.verified_editions:
        value = replace(value, verified_editions=(*value.verified_editions, on))
    return value


def as_known(facts: Facts, day: date) -> Facts:
    """The facts without what was signed after the day: later editions, their values, and that older ones end."""
    acts = {
        act.id: replace(act, editions=tuple(e for e in act.editions if e.signed_on <= day))
        for act in facts.acts.values()
        if act.editions[0].signed_on <= day
    }
    return Facts(acts, {key: _known(item, acts, day) for key, item in facts.items.items() if item.act in acts})


def _known(item: Item, acts: Mapping[str, Act], day: date) -> Item:
    """Without any value where it is heard of only later: rules ask for it all the same."""
    last = max(edition.on for edition in acts[item.act].editions)
    return replace(
        item, values=tuple(_open(value, last, day) for value in item.values if value.start <= max(day, last))
    )


def _open(value: DatedValue, last: date, day: date) -> DatedValue:
    if value.end is not None and value.end >= max(day, last):
        value = replace(value, end=None)
    confirmed = value.last_confirmed_edition
    if confirmed is not None and confirmed > last:
        value = replace(value, last_confirmed_edition=last)
    return value
