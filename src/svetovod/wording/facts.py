"""Items of the law in words: a value with its unit, the condition, the day of an edition as exactly as it is known."""

from datetime import date
from decimal import Decimal

from svetovod.engine.facts import DatedValue, Edition, Item, Unit

from .numbers import day, plural
from .papers import say_list
from .rules import OPERATORS, quantity, say_bound
from .rules_evidence import pick

_WORDS = {
    "half_year": ("полугодие", "half a year"),
    "initiator": ("только инициатора (покупателя)", "the initiator's (the buyer's) only"),
    "initiator_or_participant": ("инициатора и участников проекта", "the initiator's and the participants'"),
    "share_of_missed": ("доля недостигнутого", "share of what was missed"),
}
UNITS = {
    Unit.COUNT: ("количество", "count"),
    Unit.RATIO: ("доля", "share"),
    Unit.YEARS: ("срок в годах", "term in years"),
    Unit.WORKING_DAYS: ("срок в рабочих днях", "term in working days"),
    Unit.RUB: ("сумма в рублях", "sum in rubles"),
    Unit.BOOL: ("да или нет", "yes or no"),
    Unit.DATE: ("дата", "date"),
    Unit.ENUM: ("одно из значений", "one of several words"),
    Unit.ITEMS: ("перечень", "list"),
    Unit.TABLE: ("таблица", "table"),
}


def say_named(item: Item, lang: str) -> str:
    """The label as the name of a requirement: in Russian what is counted stands in the genitive, after its number."""
    said = item.label.text(lang)
    return f"число {said[0].lower()}{said[1:]}" if lang == "ru" and item.unit is Unit.COUNT else said


def say_law(item: Item, value: DatedValue, lang: str) -> str:
    """The value with its unit."""
    return say_quantity(item, value.value, lang)


def say_quantity(item: Item, value: object, lang: str) -> str:
    if item.unit is Unit.WORKING_DAYS and isinstance(value, int):
        forms = ("рабочий день", "рабочих дня", "рабочих дней") if lang == "ru" else ("working day", "working days")
        return f"{quantity(value, 'count', lang)} {plural(value, lang, *forms)}"
    if isinstance(value, bool | int | Decimal):
        return quantity(value, item.unit.value, lang)
    if isinstance(value, date):
        return day(value, lang)
    if value is None:
        return pick(("неизвестно", "unknown"), lang)
    if isinstance(value, tuple):
        return say_list(value, lang, item.names)
    return pick(_WORDS[str(value)], lang) if value in _WORDS else str(value)


def say_condition(item: Item, value: DatedValue, lang: str) -> str:
    """`не менее 20 %`; the value alone where no rule compares with it, or where it is a yes or no."""
    said = say_law(item, value, lang)
    if item.operator is None or isinstance(value.value, bool):
        return said
    bound = pick(OPERATORS[item.operator], lang)
    return (
        say_bound(bound, value.value, "years", lang)
        if isinstance(value.value, int) and item.unit is Unit.YEARS
        else f"{bound} {said}"
    )


def edition_day(edition: Edition, lang: str) -> str:
    """`02.08.2018`, or `~12.2020` where only the month is known."""
    if edition.date_precision == "day":
        return day(edition.signed_on, lang)
    return f"~{edition.signed_on:%m.%Y}"
