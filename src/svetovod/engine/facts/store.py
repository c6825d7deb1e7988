"""The facts together: look-up by date, copies with other values, copies with verified items."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from .shapes import Act, DatedValue, Edition, Item, Status, Unit, Use, Value
from .verified import Verification, read_verified


class BeforeFirstEditionError(ValueError):
    """The day asked is before the act existed."""

    def __init__(self, act: str, on: date, first: date) -> None:
        super().__init__(f"{act}: {on} is before the first edition of {first}")
        self.act, self.on, self.first = act, on, first


@dataclass(frozen=True, repr=False)
class Facts:
    """All acts and items. Equal content has the equal `version`; nothing here changes after it is made."""

    acts: Mapping[str, Act]
    items: Mapping[str, Item]

    def __repr__(self) -> str:
        return f"Facts({self.version})"

    def act(self, act_id: str) -> Act:
        return self.acts[act_id]

    def item(self, key: str) -> Item:
        return self.items[key]

    def items_of(self, act_id: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items.values() if item.act == act_id)

    def edition_on(self, act_id: str, on: date) -> Edition:
        """The edition in force on a day; raises `BeforeFirstEditionError`."""
        act = self.acts[act_id]
        edition = act.edition_on(on)
        if edition is None:
            raise BeforeFirstEditionError(act_id, on, min(e.on for e in act.editions))
        return edition

    def value(self, key: str, on: date) -> DatedValue | None:
        """The value listed on a day; `use`, `status`, `confirmed_for_edition` as they hold for the edition of that day.

        A value the source does not confirm for the edition in force is never hard. A verified one is hard, for the
        editions it was verified for.
        """
        item = self.items[key]
        value = item.on(on)
        if value is None:
            return None
        edition = self.acts[item.act].edition_on(on)
        in_force = edition.on if edition else on
        confirmed = value.last_confirmed_edition is None or in_force <= value.last_confirmed_edition
        if value.reference is not None:
            named = value.verified_editions
            if in_force in named if named is not None else confirmed:
                return replace(value, status=Status.VERIFIED, use=Use.HARD, confirmed_for_edition=True)
        use = Use.WARN if value.use is Use.HARD and not confirmed else value.use
        return replace(value, use=use, confirmed_for_edition=confirmed)

    def with_values(self, values: Mapping[str, Value]) -> "Facts":
        """A what-if: the items have these values on every day they are listed; `KeyError` for no such item."""
        items = dict(self.items)
        for key, wanted in values.items():
            item = items[key]
            new = _fitting(item.unit, wanted)
            items[key] = replace(item, values=tuple(replace(value, value=new) for value in item.values))
        return Facts(self.acts, items)

    def with_verified(self, verified: Path | str | Mapping[str, object]) -> "Facts":
        """Items compared with the text of the act; they count as hard. Raises `FactsError` for an unusable list."""
        items = dict(self.items)
        for verification in read_verified(verified, items, self.acts):
            item = items[verification.key]
            items[item.key] = replace(item, values=tuple(_verified(v, verification) for v in item.values))
        return Facts(self.acts, items)

    @cached_property
    def version(self) -> str:
        """Sixteen hexadecimal digits of the content."""
        content = repr(sorted(self.acts.items())) + repr([self.items[key] for key in sorted(self.items)])
        return sha256(content.encode()).hexdigest()[:16]


def _fitting(unit: Unit, value: Value) -> Value:
    """Text and whole numbers are taken for a ratio or money; binary floats are not accepted."""
    if isinstance(value, float):
        raise TypeError("values are exact: give text, int or Decimal")
    if unit in {Unit.RATIO, Unit.RUB} and isinstance(value, str | int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _verified(value: DatedValue, verification: Verification) -> DatedValue:
    editions = verification.editions
    if editions is not None and value.verified_editions is not None:
        editions = tuple(sorted({*editions, *value.verified_editions}))
    return replace(value, reference=verification.reference, verified_editions=editions)
