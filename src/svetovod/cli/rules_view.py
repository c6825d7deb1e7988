"""Facts for reading in a terminal."""

from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from svetovod.engine.facts import DatedValue, Facts, Item
from svetovod.engine.rules.diff import FactChange
from svetovod.wording.facts import edition_day, say_law
from svetovod.wording.numbers import day
from svetovod.wording.rules import STATUSES, USES
from svetovod.wording.rules_evidence import pick
from svetovod.wording.sources import say_source

from .terminal import terminal


def show_acts(facts: Facts, lang: str) -> None:
    console = terminal()
    for act in facts.acts.values():
        console.print(f"[bold]{act.id}[/]  {escape(act.title.text(lang))}")
        _editions(console, facts, act.id, lang)
        console.print()


def show_act(
    facts: Facts, act: str, moment: date | None, items: Iterable[tuple[Item, list[DatedValue]]], lang: str
) -> None:
    console = terminal()
    console.print(f"[bold]{act}[/]  {escape(facts.act(act).title.text(lang))}")
    if moment is None:
        _editions(console, facts, act, lang)
    else:
        edition = facts.edition_on(act, moment)
        words = ("Редакция от", "Edition of")
        number = f"{pick(('№', 'No.'), lang)} {edition.number or '?'}"
        console.print(f"{pick(words, lang)} {edition_day(edition, lang)} {number}, {say_source(edition.source, lang)}")
    table = _table(_KEY, ("Что", "What"), ("Значение", "Value"), ("Период", "Period"), *_CREDIT, lang=lang)
    for item, values in items:
        for value in values:
            period = f"{day(value.start, lang)} — {day(value.end, lang) if value.end else '?'}"
            table.add_row(item.key, item.label.text(lang), say_law(item, value, lang), period, *_credit(value, lang))
    console.print(table)


def show_diff(facts: Facts, act: str, days: tuple[date, date], changes: Iterable[FactChange], lang: str) -> None:
    console = terminal()
    titles = [f"{day(moment, lang)} ({edition_day(facts.edition_on(act, moment), lang)})" for moment in days]
    table = _table(("Что", "What"), *((title, title) for title in titles), ("Основание", "Source"), lang=lang)
    none = pick(("нет правила", "no rule"), lang)
    for change in changes:
        item = facts.item(change.key)
        before, after = (_law(item, value, lang) if value else none for value in (change.before, change.after))
        source = change.after or change.before
        label = f"{item.label.text(lang)}\n[dim]{item.key}[/]"
        table.add_row(label, before, after, ", ".join(_credit(source, lang)) if source else "")
    if table.row_count:
        console.print(table)
    else:
        console.print(pick(("Различий нет.", "Nothing differs."), lang))


def _law(item: Item, value: DatedValue, lang: str) -> str:
    """The value, and that no source confirms it for the edition: two days may differ in that alone."""
    unconfirmed = pick((" (не подтверждено для редакции)", " (not confirmed for the edition)"), lang)
    return say_law(item, value, lang) + ("" if value.confirmed_for_edition else unconfirmed)


_CREDIT = (("Источник", "Source"), ("Статус", "Status"), ("Сила", "Use"))


def _credit(value: DatedValue, lang: str) -> tuple[str, str, str]:
    status = pick(STATUSES[value.status.value], lang)
    if value.confidence:
        status += f" ({value.confidence.value})"
    if not value.confirmed_for_edition:
        status += pick((", не подтверждено для редакции", ", not confirmed for the edition"), lang)
    return say_source(value.source, lang), status, pick(USES[value.use.value], lang)


def _editions(console: Console, facts: Facts, act: str, lang: str) -> None:
    table = _table(("Подписана", "Signed"), ("№", "No."), ("В силе с", "In force from"), *_NOTES, lang=lang)
    for edition in facts.act(act).editions:
        since = day(edition.effective_from, lang) if edition.effective_from else "?"
        table.add_row(
            edition_day(edition, lang),
            edition.number or "?",
            since,
            say_source(edition.source, lang),
            edition.note.text(lang),
        )
    console.print(table)


_KEY = ("Ключ", "Key")
_NOTES = (("Источник", "Source"), ("Примечание", "Note"))


def _table(*titles: tuple[str, str], lang: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in titles:
        table.add_column(pick(title, lang), overflow="fold", no_wrap=title == _KEY)
    return table
