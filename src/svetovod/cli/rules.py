"""`svetovod rules`: the law the engine judges by: acts, editions, dated values, and what differs between two days."""

from datetime import date
from typing import Annotated

import typer

from svetovod.engine.facts import Facts, load
from svetovod.engine.model import Problem
from svetovod.wording.law_json import act_json, acts_json, diff_json, listed

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
    if as_json:
        emit_json({**acts_json(facts, lang), "notes": [], "errors": []})
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
    items = listed(facts, act, moment)
    if as_json:
        emit_json({**act_json(facts, act, moment, lang), "notes": [], "errors": []})
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
    if as_json:
        emit_json({**diff_json(facts, act, first, second, lang), "notes": [], "errors": []})
        return
    changes = facts_diff(facts, act, first, second)
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
