"""Editions that people write, to the engine and back: rows to amendments, faults to sentences."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from svetovod.engine import facts as law
from svetovod.engine.facts import (
    Amendment,
    AmendmentError,
    Change,
    DatedValue,
    Facts,
    Fault,
    Item,
    Label,
    Status,
    Unit,
    Use,
)
from svetovod.wording.amend import say_fault

from . import is_typed, lists, typed

Rows = Iterable[Mapping[str, Any]]
_WHOLE = {Unit.COUNT, Unit.YEARS, Unit.WORKING_DAYS}


def amendment(
    facts: Facts, *, act: str, number: str, signed_on: date | None, effective_from: date, citation: str, note_ru: str,
    note_en: str, changes: Rows,
) -> Amendment:  # fmt: skip
    """As the engine takes it; an act not signed yet counts as signed on the day it comes into force."""
    read = tuple(
        Change(row["key"], value(facts.items.get(row["key"]), row["value"]), row["point"], lists.names(row))
        for row in changes
    )
    note = Label(note_ru, note_en or note_ru)
    return Amendment(act, number or None, signed_on or effective_from, effective_from, citation, note, read)


def value(item: Item | None, plain: str | None) -> law.Value:
    """The value of the plain text; the text itself where it is none, which the engine then refuses."""
    if item is None or plain is None:
        return plain
    if item.unit is Unit.ITEMS:
        return lists.codes(plain)
    try:
        if item.unit in {Unit.RATIO, Unit.RUB}:
            return Decimal(plain)
        if item.unit in _WHOLE:
            return int(plain)
        if item.unit is Unit.DATE:
            return date.fromisoformat(plain)
    except (ValueError, InvalidOperation):
        return plain
    return {"True": True, "False": False}.get(plain, plain) if item.unit is Unit.BOOL else plain


def dated(item: Item, on: date, plain: str) -> DatedValue:
    """The plain value as one of the item, to be said in words."""
    return DatedValue(on, None, value(item, plain), Status.SEEN, Use.WARN, "")


def is_changeable(item: Item) -> bool:
    """Whether one field can say the new value: of words there is none, and a list has a field for each entry."""
    return is_typed(item) or item.unit is Unit.BOOL


def is_yes_or_no(item: Item) -> bool:
    return item.unit is Unit.BOOL


def to_type(item: Item, plain: str) -> str:
    """As somebody would type it again: a share in per cent, a day with points."""
    found = value(item, plain)
    if item.unit is Unit.RATIO and isinstance(found, Decimal):
        return f"{(found * 100).normalize():f} %".replace(".", ",")
    return f"{found:%d.%m.%Y}" if isinstance(found, date) else plain


def read(item: Item, text: str) -> str:
    """What was typed, in plain text; as typed where it is no value."""
    return typed(item, text) or text.strip()


def faults(facts: Facts, made: Amendment) -> tuple[Fault, ...]:
    """Everything that is wrong with the edition over these facts."""
    try:
        law.amend(facts, made)
    except AmendmentError as error:
        return error.faults
    return ()


def laid(facts: Facts, made: Amendment) -> Facts:
    return law.amend(facts, made)


def known(facts: Facts, until: date | None) -> Facts:
    """The facts as they are known on the day; None: all of them."""
    return facts if until is None else law.as_known(facts, until)


def say(fault: Fault, lang: str) -> str:
    return say_fault(fault, lang)
