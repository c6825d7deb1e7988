"""The law as JSON: what `svetovod rules ... --json` prints and the API answers. Keys are fixed, texts of one language.

`until` leaves out what was signed later: a page of a day in the past does not know the future; None knows all.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.engine.facts import DatedValue, Edition, Facts, Item, Period, Value, history
from svetovod.engine.rules.diff import facts_diff

from .papers import say_entry

Json = dict[str, Any]


def acts_json(facts: Facts, lang: str, until: date | None = None) -> Json:
    known = [act for act in facts.acts.values() if until is None or act.signed_on <= until]
    acts = [
        {
            "act": act.id,
            "number": act.number,
            "signed_on": act.signed_on.isoformat(),
            "title": act.title.text(lang),
            "publication": act.publication,
            "editions": _editions(facts, act.id, lang, until),
            "items": len(facts.items_of(act.id)),
        }
        for act in known
    ]
    return {"acts": acts, "facts_version": facts.version}


def act_json(facts: Facts, act: str, on: date | None, lang: str, until: date | None = None) -> Json:
    """The act with the items listed on a day, or with all their values."""
    edition = None if on is None else facts.edition_on(act, on)
    return {
        "act": act,
        "title": facts.act(act).title.text(lang),
        "on": on and on.isoformat(),
        "edition": edition and edition.on.isoformat(),
        "edition_date_is": edition and edition.date_is,
        "editions": _editions(facts, act, lang, until),
        "items": [
            {**item_json(item, lang, until), "values": known}
            for item, values in listed(facts, act, on)
            if (known := [value_json(_as_known(facts, act, v, until), lang) for v in values if _begun(v, until)])
        ],
    }


def _begun(value: DatedValue, until: date | None) -> bool:
    return until is None or value.start <= until


def _as_known(facts: Facts, act: str, value: DatedValue, until: date | None) -> DatedValue:
    """Without the end that nobody knew by that day, and without notes, which speak of every edition."""
    if until is None:
        return value
    last = value.last_confirmed_edition
    return replace(
        value,
        end=None if value.end is None or value.end > until else value.end,
        last_confirmed_edition=None if last is None or last > until else last,
        note=value.note if facts.act(act).editions[-1].signed_on <= until else None,
    )


def listed(facts: Facts, act: str, on: date | None) -> list[tuple[Item, list[DatedValue]]]:
    """The items of the act with all their values; with a day, those that have a value on it."""
    if on is None:
        return [(item, list(item.values)) for item in facts.items_of(act)]
    found = ((item, facts.value(item.key, on)) for item in facts.items_of(act))
    return [(item, [value]) for item, value in found if value is not None]


def diff_json(facts: Facts, act: str, first: date, second: date, lang: str) -> Json:
    """What differs between two days."""
    rows = [
        {
            "key": change.key,
            "label": facts.item(change.key).label.text(lang),
            "unit": facts.item(change.key).unit.value,
            "before": change.before and value_json(change.before, lang),
            "after": change.after and value_json(change.after, lang),
        }
        for change in facts_diff(facts, act, first, second)
    ]
    editions = [facts.edition_on(act, day).on.isoformat() for day in (first, second)]
    return {"act": act, "dates": [first.isoformat(), second.isoformat()], "editions": editions, "changes": rows}


def history_json(facts: Facts, key: str, lang: str, until: date | None = None) -> list[Json]:
    """The periods of an item over all editions; a period without a value lists no requirement."""
    act = facts.item(key).act

    def said(period: Period) -> Json:
        value = period.value and value_json(_as_known(facts, act, period.value, until), lang)
        return {"from": period.start.isoformat(), "to": period.end and period.end.isoformat(), "value": value}

    return [said(period) for period in history(facts, key, until)]


def item_json(item: Item, lang: str, until: date | None = None) -> Json:
    return {
        "key": item.key,
        "label": item.label.text(lang),
        "text": item.text and item.text.text(lang),
        "unit": item.unit.value,
        "operator": item.operator,
        "subject": item.subject,
        "entries": _entries(item, lang, until),
    }


def _entries(item: Item, lang: str, until: date | None) -> list[Json]:
    """What each code of a list means; nothing where the item is no list."""
    lists = (v.value for v in item.values if _begun(v, until) and isinstance(v.value, tuple))
    codes = dict.fromkeys(code for held in lists for code in held)
    return [{"code": code, "label": say_entry(code, lang, item.names)} for code in codes]


def value_json(value: DatedValue, lang: str) -> Json:
    return {
        "value": plain(value.value),
        "from": value.start.isoformat(),
        "to": value.end and value.end.isoformat(),
        "status": value.status.value,
        "confidence": value.confidence and value.confidence.value,
        "use": value.use.value,
        "source": value.source,
        "reference": value.reference,
        "confirmed_for_edition": value.confirmed_for_edition,
        "last_confirmed_edition": value.last_confirmed_edition and value.last_confirmed_edition.isoformat(),
        "note": value.note and value.note.text(lang),
    }


def edition_json(edition: Edition, lang: str) -> Json:
    return {
        "edition": edition.on.isoformat(),
        "number": edition.number,
        "signed_on": edition.signed_on.isoformat(),
        "date_precision": edition.date_precision,
        "effective_from": edition.effective_from and edition.effective_from.isoformat(),
        "switches_values": edition.governs,
        "status": edition.status.value,
        "source": edition.source,
        "note": edition.note.text(lang),
    }


def plain(value: Value) -> Any:
    """Exact values as text, dates ISO, lists as lists."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _editions(facts: Facts, act: str, lang: str, until: date | None) -> list[Json]:
    return [edition_json(e, lang) for e in facts.act(act).editions if until is None or e.signed_on <= until]
