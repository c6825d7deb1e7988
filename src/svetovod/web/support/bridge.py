"""The navigator and the guide between the engine and the pages: measures, the law, calculations, values in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.engine import subsidy, support
from svetovod.engine.facts import BeforeFirstEditionError, DatedValue, Edition, Facts, Item
from svetovod.engine.ledger import container
from svetovod.engine.model import CostItem, CostKind, JointProject
from svetovod.engine.reference import regions
from svetovod.engine.rules import RuleResult, Sketch, Verdict, evaluate_sketch
from svetovod.engine.support import Clash, Conflict, Match, Measure, Question, Term, Topic
from svetovod.engine.workbooks import blanks
from svetovod.web.rulebook.selectors import facts
from svetovod.wording import facts as words
from svetovod.wording import rules as rule_words
from svetovod.wording import subsidy as subsidy_words
from svetovod.wording.law_json import listed, plain
from svetovod.wording.rules import CONFIDENCES, STATUSES
from svetovod.wording.sources import say_source
from svetovod.wording.subsidy import say_item

COSTS = support.COSTS
WHO = tuple(who.value for who in support.Who)
ESTIMATE = tuple(kind.value for kind in CostKind)
ANYBODY = "initiator"


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


def say_confidence(what: Term | Conflict | DatedValue, lang: str) -> str:
    return CONFIDENCES[what.confidence.value][0 if lang == "ru" else 1] if what.confidence else ""


def region_name(iso: str, lang: str) -> str:
    return regions.name(iso, lang)


def edition_of(law: Facts, act: str, on: date) -> Edition | None:
    """The edition in force on the day; None before the act."""
    try:
        return law.edition_on(act, on)
    except BeforeFirstEditionError:
        return None


def law_of(law: Facts, act: str, on: date) -> list[tuple[Item, DatedValue]]:
    """What the act asks on the day; nothing before its first edition."""
    return [(item, values[0]) for item, values in listed(law, act, on)] if edition_of(law, act, on) else []


def say_condition(item: Item, value: DatedValue, lang: str) -> str:
    return words.say_condition(item, value, lang)


def say_row(value: DatedValue, lang: str) -> str:
    return say_source(value.source, lang)


def sketch(figures: Mapping[str, Any], on: date, law: Facts) -> Verdict:
    """The cluster of these few figures; the day must not be before the act."""
    return evaluate_sketch(Sketch(**figures), on=on, facts=law)


def say_rule(rule: RuleResult, law: Facts, lang: str) -> tuple[str, str, str, str, str]:
    """Its name, the value, the condition, what is missing, the outcome."""
    return (
        rule_words.say_rule(rule, law, lang),
        rule_words.say_value(rule, lang),
        rule_words.say_condition(rule, lang),
        rule_words.say_gap(rule, lang),
        rule_words.OUTCOMES[rule.outcome][0 if lang == "ru" else 1],
    )


def say_conclusion(verdict: Verdict, lang: str) -> str:
    return rule_words.CONCLUSIONS[verdict.conclusion][0 if lang == "ru" else 1]


def calculate(costs: Mapping[str, Decimal], requested: Decimal | None, on: date, law: Facts) -> subsidy.Calculation:
    """The subsidy of these costs, all of the initiator and of that day; nothing requested: as much as there may be."""
    rows = enumerate(costs.items(), 1)
    project = JointProject(
        title="", initiator=ANYBODY, participants=(), start=on, end=on,
        requested=sum(costs.values(), Decimal(0)) if requested is None else requested,
        costs=tuple(CostItem(row, CostKind(kind), ANYBODY, on, amount) for row, (kind, amount) in rows),
    )  # fmt: skip
    return subsidy.compute(project, on=on, facts=law)


def say_refusal(verdict: subsidy.CostVerdict, lang: str) -> str:
    """Why a cost does not count; empty where it does."""
    return subsidy_words.say_reason(verdict.reason, lang) if verdict.reason else ""


def blank_version(kind: str) -> int:
    return blanks.VERSIONS[kind]


def write_blank(kind: str, lang: str) -> bytes:
    """The same blank that `svetovod template` writes."""
    return blanks.write_blank(kind, lang)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP whose bytes are determined by its files."""
    return container.pack(files)
