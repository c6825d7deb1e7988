"""Items of the law that are lists: their entries as codes and in words, what two of them differ in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from svetovod.engine.facts import DatedValue, Item, Label, Unit, entries_of
from svetovod.engine.model import CostKind
from svetovod.wording.papers import say_entry

SEPARATOR = ";"


def is_list(item: Item) -> bool:
    return item.unit is Unit.ITEMS


def is_open(item: Item) -> bool:
    """Whether an edition may name an entry nobody has heard of; a kind of costs is one of those an estimate has."""
    return is_list(item) and item.subject != "cost"


def codes(plain: str) -> tuple[str, ...]:
    return tuple(code for code in plain.split(SEPARATOR) if code)


def joined(found: Iterable[str]) -> str:
    return SEPARATOR.join(found)


def listed_codes(value: DatedValue | None) -> tuple[str, ...]:
    return value.value if value is not None and isinstance(value.value, tuple) else ()


def code_of(name: str) -> str:
    """A code for an entry that is new; the same name always has the same."""
    return f"doc-{sha256(' '.join(name.split()).casefold().encode()).hexdigest()[:8]}"


def names(row: Mapping[str, Any]) -> tuple[tuple[str, Label], ...]:
    """The new entries of a change with their names."""
    return tuple((code, Label(said["ru"], said["en"] or said["ru"])) for code, said in row.get("names", {}).items())


def with_names(item: Item, row: Mapping[str, Any]) -> Item:
    """The item that can also say what a change brings in."""
    return replace(item, names=(*item.names, *names(row)))


def choices(item: Item, now: Sequence[str], lang: str) -> list[tuple[str, str]]:
    """What may be kept or taken up again: what is listed now in its order, then what else the list may hold."""
    known = entries_of(item)
    order = [kind.value for kind in CostKind] if item.subject == "cost" else [code for code, _name in item.names]
    rest = dict.fromkeys([*(code for code in order if code in known), *sorted(known)])
    return [(code, say_entry(code, lang, item.names)) for code in dict.fromkeys([*now, *rest])]


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a list gains and loses, in words; `kept` is how many entries stay."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    kept: int

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def difference(item: Item, before: Sequence[str], after: Sequence[str], lang: str) -> ListChange:
    def said(found: Iterable[str]) -> tuple[str, ...]:
        return tuple(say_entry(code, lang, item.names) for code in found)

    return ListChange(
        said(code for code in after if code not in before),
        said(code for code in before if code not in after),
        len(set(before) & set(after)),
    )
