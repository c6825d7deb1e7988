"""What pages of the rulebook show: an item on a day, its history, the difference of two editions, all in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.charts import timeline
from svetovod.web.common.charts.figure import Figures

from . import bridge, phrases, selectors
from .bridge import lists


@dataclass(frozen=True, slots=True)
class Row:
    """An item with the value of a day. `value` is said; `law` is the engine's dated value."""

    key: str
    act: str
    label: str
    value: str
    condition: str
    unit: str
    law: Any
    effect: Any
    text: str = ""
    note: str = ""

    @property
    def status(self) -> str:
        return bridge.say_status(self.law, formatting.lang())

    @property
    def use(self) -> str:
        return bridge.say_use(self.law, formatting.lang())

    @property
    def confidence(self) -> str:
        return bridge.say_confidence(self.law, formatting.lang())

    @property
    def source(self) -> str:
        return bridge.say_source(self.law.source, formatting.lang())

    @property
    def long(self) -> bool:
        """Too long for a headline: a list."""
        return isinstance(self.law.value, tuple)

    @property
    def verified(self) -> bool:
        return bool(self.law.status.value == "verified")


def row(item: Any, law: Any, *, notes: bool = True) -> Row:
    lang = formatting.lang()
    return Row(
        key=item.key,
        act=item.act,
        label=item.label.text(lang),
        value=bridge.say_value(item, law, lang),
        condition=bridge.say_condition(item, law, lang),
        unit=bridge.say_unit(item, lang),
        law=law,
        effect=phrases.effect(item, law.use.value),
        text=text(item),
        note=law.note.text(lang) if notes and law.note else "",
    )


@dataclass(frozen=True, slots=True)
class EditionRow:
    """`said` is the day as exactly as it is known; `current`: in force on the day looked at."""

    edition: Any
    said: str
    precision: Any
    note: str
    current: bool
    shown: bool

    @property
    def source(self) -> str:
        return bridge.say_source(self.edition.source, formatting.lang())


def edition_rows(act: Any, until: date | None, *, today: date, shown: Any = None) -> list[EditionRow]:
    lang, current = formatting.lang(), act.edition_on(today)
    return [
        EditionRow(
            edition,
            bridge.edition_day(edition, lang),
            phrases.PRECISION[edition.date_precision],
            edition.note.text(lang),
            edition == current,
            edition == shown,
        )
        for edition in bridge.editions(act, until)
    ]


def knows_all(act: Any, until: date | None) -> bool:
    """Notes to values speak of every edition: they are for a day on which all of these are published."""
    return until is None or act.editions[-1].signed_on <= until


def act_rows(facts: Any, act: Any, on: date, until: date | None) -> list[Row]:
    notes = knows_all(act, until)
    return [row(item, law, notes=notes) for item, law in bridge.listed(facts, act.id, on)]


def items_to_change(facts: Any, act: Any, on: date) -> list[tuple[Any, Any]]:
    """The items of the act heard of so far with their value on the day; those listed on it come first."""
    pairs = [(item, facts.value(item.key, on)) for item in facts.items_of(act.id) if item.values]
    return sorted(pairs, key=lambda pair: pair[1] is None)


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    key: str
    kind: str
    before: Row | None
    after: Row | None
    parts: tuple[str, ...] = ()

    @property
    def look(self) -> tuple[str, Any]:
        return phrases.CHANGE[self.kind]


def compare_rows(facts: Any, act: Any, first: date, second: date) -> list[Change]:
    found = []
    for change in bridge.changes(facts, act.id, first, second):
        item = facts.item(change.key)
        before, after = (row(item, law) if law else None for law in (change.before, change.after))
        kind = phrases.change_kind(change.before, change.after)
        parts = _parts(item, change) if kind == "changed" and lists.is_list(item) else ()
        found.append(Change(item.label.text(formatting.lang()), item.key, kind, before, after, parts))
    return sorted(found, key=lambda each: list(phrases.CHANGE).index(each.kind))


def _parts(item: Any, change: Any) -> tuple[str, ...]:
    codes = (lists.listed_codes(change.before), lists.listed_codes(change.after))
    return phrases.list_parts(lists.difference(item, *codes, formatting.lang()))


def same_rows(facts: Any, act: Any, second: date, changes: Sequence[Change]) -> list[Row]:
    """What both editions ask alike."""
    differing = {change.key for change in changes}
    return [row(item, law) for item, law in bridge.listed(facts, act.id, second) if item.key not in differing]


def history_chart(facts: Any, item: Any, until: date | None) -> timeline.Timeline:
    """The value over all editions, and the same in a table with sources."""
    days = list(bridge.breaks(facts, item.key, until))
    periods = bridge.history(facts, item.key, until)
    numbers = {e.on: e for e in facts.act(item.act).editions if e.governs}
    marks = [timeline.Mark(_mark_day(day, numbers.get(day)), _mark_sub(numbers.get(day))) for day in days]
    places = {day: place for place, day in enumerate(days)}
    starts = [places[period.start] for period in periods]
    spans = [
        timeline.Span(start, end - 1, _said(item, period), _kind(period), f"{_span(period)}: {_said(item, period)}")
        for period, start, end in zip(periods, starts, [*starts[1:], len(days)], strict=True)
    ]
    return timeline.build(item.label.text(formatting.lang()), marks, spans, figures=_figures(item, periods))


def _figures(item: Any, periods: Sequence[Any]) -> Figures:
    rows = []
    for period in periods:
        known = row(item, period.value) if period.value else None
        sure = (
            [
                known.status,
                known.confidence,
                "" if known.law.confirmed_for_edition else _("not confirmed for the edition"),
            ]
            if known
            else []
        )
        rows.append((
            _span(period), _said(item, period), ", ".join(str(s) for s in sure if s), known.use if known else "",
            known.source if known else "",
        ))  # fmt: skip
    return Figures((_("Period"), _("Value"), _("How it is known"), _("Effect"), _("Source")), rows, words=5)


def _mark_day(day: date, edition: Any) -> str:
    return (
        bridge.edition_day(edition, formatting.lang())
        if edition and not edition.effective_from
        else formatting.day(day)
    )


def _mark_sub(edition: Any) -> str:
    if edition is None:
        return _("not an edition")
    return _("No. %(number)s") % {"number": edition.number} if edition.number else _("number unknown")


def _span(period: Any) -> str:
    if period.end is None:
        return _("since %(day)s") % {"day": formatting.day(period.start)}
    return f"{formatting.day(period.start)} – {formatting.day(period.end)}"


def _said(item: Any, period: Any) -> str:
    return bridge.say_condition(item, period.value, formatting.lang()) if period.value else _("not established")


def _kind(period: Any) -> str:
    if period.value is None or period.value.value is None:
        return "none"
    return "sure" if period.value.confirmed_for_edition else "doubt"


def text(item: Any) -> str:
    """What is asked, in our own words; empty where nobody has written it."""
    return str(item.text.text(formatting.lang())) if item.text else ""


def label(item: Any) -> str:
    return str(item.label.text(formatting.lang()))


def notes(facts: Any, act: Any, item: Any, until: date | None) -> list[str]:
    """What is known about the values beyond their numbers."""
    if not knows_all(act, until):
        return []
    return [value.note.text(formatting.lang()) for value in item.values if value.note]


def current_row(item: Any, today: date) -> Row | None:
    """The item on the day, or None."""
    law = selectors.facts().value(item.key, today)
    return row(item, law) if law else None
