"""The guide to the mechanism: what each step asks by the edition of the day, and a calculator for each.

Every number comes from the rulebook with its source; the texts beside it are the items' own and have none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting

from . import bridge, phrases
from .pages import DOUBTFUL, Mark
from .plain_words import GROUPS, ORDER, STEPS

REGISTRY, SELECTION = "pp779", "pp41"
LOOK = {"conforming": "yes", "likely_not_conforming": "likely", "not_conforming": "no", "undetermined": "none"}
OUTCOME = {"met": "yes", "not_met": "no", "no_data": "none"}
# what a rule's measure is asked by, where it is not the measure's own name
ASKED_BY = {"special_territory": "cluster.reduced_territory_share_min"}
ITEMS = "subsidy.eligible_items"
RATES = ("subsidy.rate_max", "subsidy.starter_batch_rate_max")
CAPS = ("subsidy.cap_rub_per_project", "subsidy.starter_batch_cap_rub")


@dataclass(frozen=True, slots=True)
class LawRow:
    """One requirement of the day with its plain words, and how surely it is known."""

    key: str
    act: str
    label: str
    said: str
    plain: Any
    mark: Mark
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What one act asks on the day; no `edition` before it. `groups` are titled lists of rows."""

    act: str
    title: Any
    text: Any
    edition: Any
    groups: list[tuple[Any, list[LawRow]]]

    @property
    def rows(self) -> list[LawRow]:
        return [row for _title, rows in self.groups for row in rows]

    @property
    def doubtful(self) -> int:
        return sum(not row.mark.sure for row in self.rows)

    def row(self, *keys: str) -> LawRow | None:
        return next((row for row in self.rows if row.key in keys), None)


def step(act: str, on: date, law: Any) -> Step:
    order = {key: place for place, key in enumerate(ORDER)}
    found = sorted(bridge.law_of(law, act, on), key=lambda pair: order.get(pair[0].key, len(order)))
    groups: dict[str, list[LawRow]] = {beginning: [] for beginning in GROUPS[act]}
    for item, value in found:
        place = next((beginning for beginning in groups if item.key.startswith(beginning)), None)
        if place:
            groups[place].append(_law_row(item, value))
    titled = [(GROUPS[act][beginning], rows) for beginning, rows in groups.items() if rows]
    return Step(act, *STEPS[act], bridge.edition_of(law, act, on), titled)


def _law_row(item: Any, value: Any) -> LawRow:
    lang, status = formatting.lang(), value.status.value
    mark = Mark(
        bridge.say_row(value, lang), bridge.say_status(status, lang), bridge.say_confidence(value, lang),
        status not in DOUBTFUL,
    )  # fmt: skip
    label, said = item.label.text(lang), bridge.say_condition(item, value, lang)
    text = item.text.text(lang) if item.text else ""
    return LawRow(item.key, item.act, label, said, text, mark, value.confirmed_for_edition)


def measures_asked(on: date, law: Any) -> frozenset[str]:
    """Figures that some rule of the day looks at."""
    items = [item for item, _value in bridge.law_of(law, REGISTRY, on)]
    keys = {item.key for item in items}
    return frozenset(item.measure for item in items if item.measure) | {n for n, key in ASKED_BY.items() if key in keys}


def paid_items(on: date, law: Any) -> tuple[str, ...]:
    """Kinds of costs that the edition of the day pays for."""
    values = [value.value for item, value in bridge.law_of(law, SELECTION, on) if item.key == ITEMS]
    return values[0] if values and isinstance(values[0], tuple) else ()


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One requirement that the figures answer."""

    label: str
    value: str
    needed: str
    gap: str
    outcome: str
    kind: str
    info: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What a few figures of a cluster amount to; `open_rows` are rules that they do not answer."""

    look: str
    conclusion: str
    answer: str
    rows: list[JudgedRow]
    open_rows: list[tuple[str, Any]]


def judge(figures: Mapping[str, Any], asked: frozenset[str], on: date, law: Any) -> Judged:
    lang, verdict = formatting.lang(), bridge.sketch(figures, on, law)
    known = [rule for rule in verdict.rules if rule.outcome.value != "no_data"]
    open_rules = [rule for rule in verdict.rules if rule.outcome.value == "no_data"]
    return Judged(
        look=LOOK[verdict.conclusion.value],
        conclusion=bridge.say_conclusion(verdict, lang),
        answer=_tally(known, open_rules),
        rows=[
            JudgedRow(*bridge.say_rule(rule, law, lang), OUTCOME[rule.outcome.value], rule.use.value == "info")
            for rule in known
        ],
        open_rows=[(bridge.say_rule(rule, law, lang)[0], _missing(rule, asked)) for rule in open_rules],
    )


def _tally(known: list[Any], unknown: list[Any]) -> str:
    """`2 of 3 requirements judged are met, 1 cannot be judged`."""
    met = sum(rule.outcome.value == "met" for rule in known)
    said = ngettext(
        "%(met)d of %(n)d requirement that can be judged is met",
        "%(met)d of %(n)d requirements that can be judged are met",
        len(known),
    ) % {"met": met, "n": len(known)}
    if not unknown:
        return said
    more = ngettext("%(n)d cannot be judged from so little", "%(n)d cannot be judged from so little", len(unknown))
    return f"{said}; {more % {'n': len(unknown)}}"


def _missing(rule: Any, asked: frozenset[str]) -> Any:
    """A figure of the form that was left empty, or more than this form asks for."""
    if rule.measure in PAPERS:
        return PAPERS[rule.measure]()
    return _("fill in the figure above") if rule.measure in asked else _("needs the workbook of the cluster")


PAPERS = {
    "newcomers_overdue": lambda: _("needs the days on which newcomers joined"),
    "productivity": lambda: _("needs revenue and employees of each, and the figure of the region"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """The subsidy of a few costs: rows are kind, amount, and why it does not count."""

    rows: list[tuple[Any, Decimal, str]]
    eligible: Decimal
    rate: Decimal
    cap: Decimal | None
    most: Decimal
    granted: Decimal
    requested: Decimal | None

    @property
    def own(self) -> Decimal:
        """What the project pays for itself."""
        return sum((amount for _kind, amount, _why in self.rows), Decimal(0)) - self.granted


def count(costs: Mapping[str, Decimal], requested: Decimal | None, on: date, law: Any) -> Counted:
    found = bridge.calculate(costs, requested, on, law)
    lang = formatting.lang()
    rows = [(phrases.cost(v.cost.kind.value), v.cost.amount, bridge.say_refusal(v, lang)) for v in found.rows]
    terms = found.conditions
    return Counted(
        rows, found.eligible_amount, terms.rate, terms.cap, found.subsidy_max, found.granted_at_most, requested
    )
