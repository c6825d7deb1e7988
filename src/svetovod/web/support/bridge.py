"""The navigator between the engine and the pages: measures, matches, and values in words."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.engine import support
from svetovod.engine.facts import Facts
from svetovod.engine.model import CostKind
from svetovod.engine.reference import regions
from svetovod.engine.support import Clash, Conflict, Match, Measure, Question, Term, Topic
from svetovod.web.rulebook.selectors import facts
from svetovod.wording import facts as words
from svetovod.wording.law_json import plain
from svetovod.wording.rules import CONFIDENCES, STATUSES
from svetovod.wording.subsidy import say_item

COSTS = support.COSTS
WHO = tuple(who.value for who in support.Who)


def measures() -> tuple[Measure, ...]:
    own = settings.SUPPORT_FOLDER
    return support.load(Path(own) if own else None)


def question(**answers: Any) -> Question:
    return Question(**answers)


def match(question: Question, found: Iterable[Measure], law: Facts) -> tuple[Match, ...]:
    return support.match(question, found, facts=law)


def clashes(matches: Iterable[Match], on: date) -> tuple[Clash, ...]:
    return support.clashes(matches, on)


def fitting(measure: Measure, covered: Iterable[str]) -> Match:
    """The measure as if it fitted whoever asks, for these costs."""
    return Match(measure, support.Fit.FITS, (), frozenset(covered))


def conflict_of(one: Measure, other: Measure, on: date) -> Conflict | None:
    return support.conflict_of(one, other, on)


def costs_of(measure: Measure, on: date) -> tuple[Term | None, tuple[str, ...]]:
    """The term that says which costs are paid, and these."""
    term = measure.about_topic(Topic.COSTS, on)
    paid = term.value_on(facts(), on) if term else None
    return term, paid if isinstance(paid, tuple) else ()


def say_cost(kind: str, lang: str) -> str:
    """An item of an estimate; empty for a cost of another kind."""
    return say_item(CostKind(kind), lang) if kind in set(CostKind) else ""


def say_law(term: Term, on: date, lang: str) -> str:
    """The value of the law behind the term, said with its unit; empty where there is none."""
    law = term.law(facts(), on)
    if law is None or term.fact is None:
        return ""
    return words.say_law(facts().items[term.fact], law, lang)


def plain_value(term: Term, on: date) -> Any:
    """The value for a program: exact decimals as text, lists as lists."""
    return plain(term.value_on(facts(), on))


def act_of(fact: str) -> str:
    return facts().items[fact].act


def status_on(what: Term | Conflict, on: date) -> str:
    return what.status_on(facts(), on).value


def say_status(status: str, lang: str) -> str:
    return STATUSES[status][0 if lang == "ru" else 1]


def say_confidence(what: Term | Conflict, lang: str) -> str:
    return CONFIDENCES[what.confidence.value][0 if lang == "ru" else 1] if what.confidence else ""


def region_choices(lang: str) -> list[tuple[str, str]]:
    return [(region.iso, region.ru if lang == "ru" else region.en) for region in regions.all()]


def region_name(iso: str, lang: str) -> str:
    return regions.name(iso, lang)
