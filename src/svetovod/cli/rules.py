"""`svetovod rules`: the law the engine judges by: acts, editions, dated values, and what differs between two days."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from svetovod.engine.facts import DatedValue, Edition, Facts, Item, Value, load
from svetovod.engine.model import Problem

from .options import LANG, chosen, day, language
from .output import emit_json, fail

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="The law as data: acts, editions, dated values. Example: svetovod rules show pp779 --on 2021-06-24",
)

Lang = Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Act = Annotated[str, typer.Argument(metavar="ACT", help="pp779 or pp41.")]


@app.command("list", epilog="Example: svetovod rules list --json")
def list_acts(as_json: AsJson = False, lang: Lang = LANG) -> None:
    """The acts and their editions."""
    language(lang, [], as_json=as_json)
    facts = load()
    acts = [
        {
            "act": act.id,
            "number": act.number,
            "signed_on": act.signed_on.isoformat(),
            "title": act.title.text(lang),
            "publication": act.publication,
            "editions": [_edition(edition, lang) for edition in act.editions],
            "items": len(facts.items_of(act.id)),
        }
        for act in facts.acts.values()
    ]
    if as_json:
        emit_json({"acts": acts, "facts_version": facts.version, "notes": [], "errors": []})
        return
    from .rules_view import show_acts

    show_acts(facts, lang)


@app.command(epilog="Example: svetovod rules show pp779 --on 2021-06-24")
def show(
    act: Act,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Only what is listed on this day.")] = None,
    as_json: AsJson = False,
    lang: Lang = LANG,
) -> None:
    """The editions of an act and its items with their dated values, sources and confidence."""
    facts, moments = _understood(act, {"--on": on} if on is not None else {}, as_json=as_json, lang=lang)
    moment = moments[0] if moments else None
    items = [(item, _values(facts, item, moment)) for item in facts.items_of(act)]
    items = [(item, values) for item, values in items if values]
    if as_json:
        emit_json(_shown(facts, act, moment, items, lang))
        return
    from .rules_view import show_act

    show_act(facts, act, moment, items, lang)


@app.command(epilog="Example: svetovod rules diff pp779 2021-06-24 2021-11-16")
def diff(
    act: Act,
    date1: Annotated[str, typer.Argument(metavar="DATE1")],
    date2: Annotated[str, typer.Argument(metavar="DATE2")],
    as_json: AsJson = False,
    lang: Lang = LANG,
) -> None:
    """What differs between two days."""
    from svetovod.engine.rules.diff import facts_diff

    facts, (first, second) = _understood(act, {"DATE1": date1, "DATE2": date2}, as_json=as_json, lang=lang)
    changes = facts_diff(facts, act, first, second)
    if as_json:
        editions = [facts.edition_on(act, moment).on.isoformat() for moment in (first, second)]
        rows = [
            {
                "key": change.key,
                "label": facts.item(change.key).label.text(lang),
                "unit": facts.item(change.key).unit.value,
                "before": change.before and value_json(change.before, lang),
                "after": change.after and value_json(change.after, lang),
            }
            for change in changes
        ]
        result = {"act": act, "dates": [first.isoformat(), second.isoformat()], "editions": editions, "changes": rows}
        emit_json({**result, "notes": [], "errors": []})
        return
    from .rules_view import show_diff

    show_diff(facts, act, (first, second), changes, lang)


def _understood(act: str, days: dict[str, str], *, as_json: bool, lang: str) -> tuple[Facts, list[date]]:
    """Facts and days, or all that is wrong with the options at once."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    facts = load()
    chosen("ACT", act, tuple(facts.acts), problems)
    moments = {name: moment for name, text in days.items() if (moment := day(name, text, problems)) is not None}
    if act in facts.acts:
        first = facts.act(act).editions[0].on
        params = {"first": first.isoformat(), "act": act}
        problems += [
            Problem("date.before_first_edition", column=name, value=days[name], params=params)
            for name, moment in moments.items()
            if moment < first
        ]
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    return facts, list(moments.values())


def _values(facts: Facts, item: Item, moment: date | None) -> list[DatedValue]:
    if moment is None:
        return list(item.values)
    value = facts.value(item.key, moment)
    return [] if value is None else [value]


def _shown(
    facts: Facts, act: str, moment: date | None, items: list[tuple[Item, list[DatedValue]]], lang: str
) -> dict[str, Any]:
    edition = None if moment is None else facts.edition_on(act, moment)
    return {
        "act": act,
        "title": facts.act(act).title.text(lang),
        "on": moment and moment.isoformat(),
        "edition": edition and edition.on.isoformat(),
        "edition_date_is": edition and edition.date_is,
        "editions": [_edition(each, lang) for each in facts.act(act).editions],
        "items": [
            {
                "key": item.key,
                "label": item.label.text(lang),
                "unit": item.unit.value,
                "operator": item.operator,
                "subject": item.subject,
                "values": [value_json(value, lang) for value in values],
            }
            for item, values in items
        ],
        "notes": [],
        "errors": [],
    }


def value_json(value: DatedValue, lang: str) -> dict[str, Any]:
    return {
        "value": plain(value.value),
        "from": value.start.isoformat(),
        "to": value.end and value.end.isoformat(),
        "status": value.status.value,
        "confidence": value.confidence and value.confidence.value,
        "use": value.use.value,
        "source": value.source,
        "confirmed_for_edition": value.confirmed_for_edition,
        "last_confirmed_edition": value.last_confirmed_edition and value.last_confirmed_edition.isoformat(),
        "note": value.note and value.note.text(lang),
    }


def _edition(edition: Edition, lang: str) -> dict[str, Any]:
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
