"""The law as data, from the engine: acts, editions, items, their history, and what differs between two editions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from svetovod.engine import facts as law
from svetovod.engine.facts import Act, Edition, Facts, Item, Period
from svetovod.engine.rules.diff import FactChange, facts_diff
from svetovod.wording import facts as words
from svetovod.wording.rules import CONFIDENCES, STATUSES, USES

_DAY = timedelta(days=1)


def packaged() -> Facts:
    """The facts as they are delivered."""
    return law.load()


def acts(facts: Facts, until: date | None) -> list[Act]:
    """The acts that were there by that day."""
    found = [act for act in facts.acts.values() if until is None or act.editions[0].signed_on <= until]
    return sorted(found, key=lambda act: act.signed_on)


def editions(act: Act, until: date | None, *, governing: bool = False) -> list[Edition]:
    """Those signed by that day; `governing`: only those that switch values."""
    return [e for e in act.editions if (until is None or e.signed_on <= until) and (e.governs or not governing)]


def last_day(act: Act, edition: Edition, today: date) -> date:
    """The day an edition is looked at on: its last one, or today while it governs; its first while it is to come."""
    later = [e.on for e in act.editions if e.governs and e.on > edition.on]
    end = min([*(on - _DAY for on in later), today])
    return max(end, edition.on)


def listed(facts: Facts, act: str, on: date) -> list[tuple[Item, Any]]:
    """The items of the act that have a value on the day, with that value."""
    pairs = [(item, facts.value(item.key, on)) for item in facts.items_of(act)]
    return [(item, value) for item, value in pairs if value is not None]


def changes(facts: Facts, act: str, first: date, second: date) -> tuple[FactChange, ...]:
    return facts_diff(facts, act, first, second)


def history(facts: Facts, key: str, until: date | None) -> Sequence[Period]:
    return law.history(facts, key, until)


def breaks(facts: Facts, key: str, until: date | None) -> Sequence[date]:
    return law.breaks(facts, key, until)


def edition_day(edition: Edition, lang: str) -> str:
    return words.edition_day(edition, lang)


def say_value(item: Item, value: Any, lang: str) -> str:
    return words.say_law(item, value, lang)


def say_condition(item: Item, value: Any, lang: str) -> str:
    return words.say_condition(item, value, lang)


def say_unit(item: Item, lang: str) -> str:
    return words.UNITS[item.unit][0 if lang == "ru" else 1]


def say_status(value: Any, lang: str) -> str:
    return STATUSES[value.status.value][0 if lang == "ru" else 1]


def say_confidence(value: Any, lang: str) -> str:
    return CONFIDENCES[value.confidence.value][0 if lang == "ru" else 1] if value.confidence else ""


def say_use(value: Any, lang: str) -> str:
    return USES[value.use.value][0 if lang == "ru" else 1]
