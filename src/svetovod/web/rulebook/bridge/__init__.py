"""The law as data, from the engine: acts, editions, items, their history, verified items, two editions side by side."""

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from svetovod.engine import facts as law
from svetovod.engine.facts import Act, Amendment, Edition, Facts, Item, Period, Unit
from svetovod.engine.rules.diff import FactChange, facts_diff
from svetovod.wording import facts as words
from svetovod.wording import sources
from svetovod.wording.rules import CONFIDENCES, STATUSES, USES

from .lists import SEPARATOR

_DAY = timedelta(days=1)


def packaged() -> Facts:
    """The facts of the package alone: which items there are, and of what unit."""
    return law.load()


# key, edition, the value that was read, the citation
Verified = tuple[str, date, str, str]


@lru_cache(maxsize=8)
def merged(verified: tuple[Verified, ...], editions: tuple[Amendment, ...] = ()) -> Facts:
    """The packaged facts with the editions and verifications that still stand; equal input, equal facts.

    In the order of the law: an edition finds verified what was verified before it. One that the package has by now,
    or that no longer fits it, is left out.
    """
    facts = law.load()
    for edition in sorted(editions, key=lambda each: each.effective_from):
        earlier = [each for each in verified if each[1] < edition.effective_from]
        facts = facts.with_verified(verified_list(earlier, facts))
        with suppress(law.AmendmentError):
            facts = law.amend(facts, edition)
    return facts.with_verified(verified_list(verified, facts))


def verified_list(verified: Iterable[Verified], facts: Facts | None = None) -> dict[str, dict[str, Any]]:
    """The list `svetovod check --verified` reads. One whose item, edition or value is another by now is left out."""
    found: dict[str, dict[str, Any]] = {}
    for key, edition, value, reference in verified:
        if not stands(facts or law.load(), key, edition, value):
            continue
        entry = found.setdefault(key, {"reference": reference, "editions": []})
        entry["editions"].append(edition)
        if reference not in entry["reference"]:
            entry["reference"] += f"; {reference}"
    return found


def toml(verified: Iterable[Verified]) -> str:
    """The list as a file; JSON strings are TOML strings."""
    lines = []
    for key, entry in verified_list(verified).items():
        days = ", ".join(day.isoformat() for day in entry["editions"])
        lines.append(f'["{key}"]\nreference = {json.dumps(entry["reference"])}\neditions = [{days}]\n')
    return "\n".join(lines)


def stands(facts: Facts, key: str, edition: date, value: str) -> bool:
    """Whether the item still has, in that edition, the value that was read."""
    item = facts.items.get(key)
    if item is None or edition not in {e.on for e in facts.act(item.act).editions}:
        return False
    listed = facts.value(key, edition)
    return listed is not None and plain(listed.value) == value


def plain(value: Any) -> str:
    """One text for one value: 0.20 and 0.2 are the same."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def is_typed(item: Item) -> bool:
    """Whether a reader types the number; of other items he says that the text says the same."""
    return item.unit in {Unit.COUNT, Unit.YEARS, Unit.WORKING_DAYS, Unit.RATIO, Unit.RUB, Unit.DATE}


def typed(item: Item, text: str) -> str | None:
    """What was typed as `plain` says it: `20 %`, `0,2`, `300 000 000`, `01.01.2023`; None for what is no such value."""
    bare = re.sub(r"[\s\u00a0\u202f\u20bd]", "", text)
    if item.unit is Unit.DATE:
        try:
            day, month, year = bare.split(".")
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return None
    found = re.fullmatch(r"([0-9]{1,15}(?:[.,][0-9]{1,6})?)(%?)", bare)
    if found is None or (found[2] and item.unit is not Unit.RATIO):
        return None
    number = Decimal(found[1].replace(",", "."))
    return plain(number / 100 if found[2] else number)


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


def say_source(source: str, lang: str) -> str:
    return sources.say_source(source, lang)
