"""The verdict for reading in a terminal: the answer first, then the rules, then how to mend it."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from svetovod.engine.facts import Facts, Use
from svetovod.engine.model import Cluster, Problem
from svetovod.engine.rules import Conclusion, Outcome, RuleResult, Verdict
from svetovod.wording.numbers import day, plural
from svetovod.wording.problems import say
from svetovod.wording.rules import (
    CONCLUSIONS,
    MEASURES,
    OUTCOMES,
    STATUSES,
    USES,
    say_condition,
    say_fix,
    say_gap,
    say_rule,
    say_value,
)
from svetovod.wording.rules_evidence import pick, say_evidence
from svetovod.wording.sources import say_source

from .output import place
from .terminal import terminal

_COLOURS = {
    Conclusion.CONFORMING: "green",
    Conclusion.LIKELY_NOT_CONFORMING: "yellow",
    Conclusion.NOT_CONFORMING: "red",
    Conclusion.UNDETERMINED: "yellow",
}
_MARKS = {Outcome.MET: "+", Outcome.NOT_MET: "!", Outcome.NO_DATA: "?"}


def show(verdict: Verdict, cluster: Cluster, facts: Facts, notes: Sequence[Problem], *, lang: str) -> None:
    console = terminal()
    headline = pick(CONCLUSIONS[verdict.conclusion], lang)
    console.print(f"[bold {_COLOURS[verdict.conclusion]}]{headline}[/]: {escape(cluster.name)}")
    console.print(_edition(verdict, facts, lang))
    console.print()
    judged = [rule for rule in verdict.rules if rule.use is not Use.INFO]
    console.print(_table(judged, facts, lang))
    console.print(_tally(judged, lang))
    aside = [rule for rule in verdict.rules if rule.use is Use.INFO]
    if aside:
        console.print(f"\n[bold]{pick(('Для справки, на вердикт не влияет', 'For information, no bearing'), lang)}[/]")
        console.print(_table(aside, facts, lang))
        console.print(_tally(aside, lang))
    if isolated := verdict.measures["isolated_participants"]:
        console.print(f"{pick(MEASURES['isolated_participants'], lang)}: {isolated}.")
    _reasons(console, verdict, facts, lang)
    for problem in notes:
        console.print(f"{pick(('Замечание', 'Note'), lang)}: {escape(place(problem, lang) + say(problem, lang))}")


def _edition(verdict: Verdict, facts: Facts, lang: str) -> str:
    edition = facts.edition_on(verdict.act, verdict.on)
    dated = {
        "signed_on": (
            "дата вступления в силу не установлена, взята дата подписания",
            "the date of entry into force is not known, the date of signing was used",
        ),
        "effective_from": ("по дате вступления в силу", "by the date of entry into force"),
    }[edition.date_is]
    act, on, since = facts.act(verdict.act).number, day(verdict.on, lang), day(edition.on, lang)
    if lang == "ru":
        law = f"На {on}: ПП № {act} в редакции № {edition.number} от {since} ({dated[0]})."
        return f"{law}\nЭто расчёт, а не решение Минпромторга."
    law = f"On {on}: PP {act}, edition No. {edition.number} of {since} ({dated[1]})."
    return f"{law}\nThis is a calculation, not a decision of the ministry."


def _table(rules: Iterable[RuleResult], facts: Facts, lang: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False)
    titles = (
        ("", ""),
        ("Правило", "Rule"),
        ("Значение", "Value"),
        ("Порог", "Threshold"),
        ("Не хватает", "Gap"),
        ("Итог", "Outcome"),
        ("Сила", "Use"),
        ("Основание", "Source"),
    )
    for title in titles:
        table.add_column(pick(title, lang), overflow="fold")
    for rule in rules:
        unconfirmed = "" if rule.confirmed_for_edition else pick((", не подтверждено", ", unconfirmed"), lang)
        source = f"{say_source(rule.source, lang)}, {pick(STATUSES[rule.status.value], lang)}{unconfirmed}"
        table.add_row(
            _MARKS[rule.outcome],
            say_rule(rule, facts, lang),
            say_value(rule, lang),
            say_condition(rule, lang),
            say_gap(rule, lang),
            pick(OUTCOMES[rule.outcome], lang),
            pick(USES[rule.use.value], lang),
            source,
        )
    return table


def _tally(rules: Sequence[RuleResult], lang: str) -> str:
    counts = {outcome: sum(rule.outcome is outcome for rule in rules) for outcome in Outcome}
    met, not_met, unknown = counts[Outcome.MET], counts[Outcome.NOT_MET], counts[Outcome.NO_DATA]
    if lang == "ru":
        words = plural(len(rules), lang, "правила", "правил", "правил")
        return f"Выполнено {met} из {len(rules)} {words}; не выполнено {not_met}, без данных {unknown}."
    words = plural(len(rules), lang, "rule", "rules")
    return f"{met} of {len(rules)} {words} met; {not_met} not met, {unknown} without data."


def _reasons(console: Console, verdict: Verdict, facts: Facts, lang: str) -> None:
    """Evidence of everything that is not met or not known, then the fixes."""
    for rule in verdict.rules:
        if rule.outcome is not Outcome.MET:
            console.print(f"\n[bold]{say_rule(rule, facts, lang)}[/]")
            for evidence in rule.evidence:
                console.print(f"  {escape(say_evidence(evidence, lang))}")
    if verdict.fixes:
        console.print(f"\n[bold]{pick(('Как исправить, каждый путь сам по себе', 'Fixes, each for itself'), lang)}[/]")
        for fix in verdict.fixes:
            console.print(f"  {say_fix(fix, lang)}")
