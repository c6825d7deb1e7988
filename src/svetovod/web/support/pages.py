"""What pages of the navigator show: matches with reasons, a measure's terms, the matrix of costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import facts

from . import bridge, phrases, selectors


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A measure as it fits the answers: `reasons` say why not or what is missing, `open` what was not said."""

    id: str
    name: str
    about: str
    kind: Any
    fit: str
    look: tuple[str, Any]
    reasons: list[str]
    open: list[str]
    covered: list[Any]
    left: list[Any]
    doubtful: bool


def match_rows(matches: Iterable[Any], question: Any) -> list[MatchRow]:
    return [_match_row(match, question) for match in matches]


def _match_row(match: Any, question: Any) -> MatchRow:
    lang, measure, fit = formatting.lang(), match.measure, phrases.fit_of(match)
    said = [(each.outcome.value, phrases.finding(measure, each, question.on)) for each in match.findings
            if each.outcome.value != "met"]  # fmt: skip
    usable = fit in {"fits", "may", "near"}
    return MatchRow(
        id=measure.id,
        name=measure.name.text(lang),
        about=measure.about.text(lang),
        kind=phrases.KIND[measure.kind.value],
        fit=fit,
        look=phrases.FIT[fit],
        reasons=[text for outcome, text in said if outcome in {"unmet", "doubtful"}],
        open=[text for outcome, text in said if outcome == "open"] if usable else [],
        covered=[phrases.cost(kind) for kind in bridge.COSTS if kind in match.covered],
        left=[phrases.cost(kind) for kind in bridge.COSTS if kind in question.costs - match.covered] if usable else [],
        doubtful=any(each.term and bridge.status_on(each.term, question.on) in DOUBTFUL for each in match.findings),
    )


DOUBTFUL = ("memory", "unknown")


def grouped(rows: Sequence[MatchRow]) -> list[tuple[Any, str, list[MatchRow]]]:
    """By how they fit, empty groups left out."""
    return [(phrases.GROUP[fit], fit, found) for fit in phrases.FIT if (found := [r for r in rows if r.fit == fit])]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is said and how surely."""

    source: str
    status: str
    confidence: str
    sure: bool


def mark(what: Any, on: date) -> Mark:
    lang, status = formatting.lang(), bridge.status_on(what, on)
    source = "" if what.source == "memory" else bridge.say_row(what, lang)
    return Mark(source, bridge.say_status(status, lang), bridge.say_confidence(what, lang), status not in DOUBTFUL)


@dataclass(frozen=True, slots=True)
class ClashRow:
    first: str
    second: str
    costs: list[Any]
    text: str
    mark: Mark


def clash_rows(matches: Sequence[Any], question: Any) -> list[ClashRow]:
    lang = formatting.lang()
    return [
        ClashRow(
            clash.first.name.text(lang),
            clash.second.name.text(lang),
            [phrases.cost(kind) for kind in bridge.COSTS if kind in clash.costs],
            clash.conflict.text.text(lang),
            mark(clash.conflict, question.on),
        )
        for clash in selectors.clashes(matches, question)
    ]


@dataclass(frozen=True, slots=True)
class TermRow:
    topic: Any
    topic_key: str
    said: str
    text: str
    fact: str
    act: str
    span: str
    current: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class MeasurePage:
    measure: Any
    name: str
    about: str
    authority: str
    act: str
    kind: Any
    answer: str
    terms: list[TermRow]
    others: list[TermRow]
    conflicts: list[tuple[str, str, Mark]]
    regions: list[str]
    sure: int


def measure_page(measure: Any, on: date) -> MeasurePage:
    lang = formatting.lang()
    rows = [term_row(term, on) for term in measure.terms if term.start <= on]
    current = [row for row in rows if row.current]
    others = [each for each in selectors.measures(on) if each.id != measure.id]
    return MeasurePage(
        measure=measure,
        name=measure.name.text(lang),
        about=measure.about.text(lang),
        authority=measure.authority.text(lang),
        act=measure.act.text(lang) if measure.act else "",
        kind=phrases.KIND[measure.kind.value],
        answer=_headline(measure, current),
        terms=current,
        others=[row for row in rows if not row.current],
        conflicts=[
            (other.name.text(lang), found.text.text(lang), mark(found, on))
            for other in others
            if (found := bridge.conflict_of(measure, other, on))
        ],
        regions=[bridge.region_name(iso, lang) for iso in measure.regions],
        sure=sum(row.mark.sure for row in current),
    )


def _headline(measure: Any, current: Sequence[TermRow]) -> str:
    """The name with its rate and cap, where they are known."""
    name = measure.name.text(formatting.lang())
    told = {"rate": _("up to %(said)s"), "cap": _("not over %(said)s")}
    figures = [told[row.topic_key] % {"said": row.said} for row in current if row.topic_key in told and row.said]
    return f"{name}: {', '.join(figures)}" if figures else name


def term_row(term: Any, on: date) -> TermRow:
    """A term of the past is said as of its last day."""
    day = on if term.covers(on) else term.end
    lang, end = formatting.lang(), term.end
    known_end = end if end and end < on else None
    span = f"{formatting.day(term.start)} – {formatting.day(known_end)}" if known_end else (
        _("since %(day)s") % {"day": formatting.day(term.start)})  # fmt: skip
    return TermRow(
        topic=phrases.TOPIC[term.topic.value],
        topic_key=term.topic.value,
        said=_said(term, day, lang),
        text=term.text.text(lang) if term.text else "",
        fact=term.fact or "",
        act=bridge.act_of(term.fact) if term.fact else "",
        span=span,
        current=term.covers(on),
        mark=mark(term, day),
    )


def _said(term: Any, on: date, lang: str) -> str:
    if term.fact:
        return bridge.say_law(term, on, lang)
    if term.topic.value == "costs":
        return phrases.joined(phrases.cost(kind) for kind in term.value)
    if term.topic.value == "who":
        return phrases.joined(phrases.WHO[each] for each in term.value)
    if isinstance(term.value, bool):
        return _("needed") if term.value else _("closed")
    return ""


@dataclass(frozen=True, slots=True)
class Cell:
    paid: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """`rows` are costs with a cell for each measure; `pairs` say which measures exclude each other."""

    measures: list[tuple[str, str]]
    rows: list[tuple[Any, list[Cell], int]]
    pairs: list[ClashRow]
    crowded: int


def matrix(measures: Sequence[Any], on: date) -> Matrix:
    lang = formatting.lang()
    known = [(each, *bridge.costs_of(each, on)) for each in measures]
    known = [(each, term, paid) for each, term, paid in known if paid]
    rows = []
    for kind in bridge.COSTS:
        cells = [Cell(kind in paid, bool(term and term.sure(facts(), on))) for _each, term, paid in known]
        if any(cell.paid for cell in cells):
            rows.append((phrases.cost(kind), cells, sum(cell.paid for cell in cells)))
    question = selectors.question(on=on, costs=frozenset(bridge.COSTS))
    return Matrix(
        measures=[(each.id, each.name.text(lang)) for each, _term, _paid in known],
        rows=rows,
        pairs=clash_rows([bridge.fitting(each, paid) for each, _term, paid in known], question),
        crowded=sum(count > 1 for _name, _cells, count in rows),
    )
