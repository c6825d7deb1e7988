"""Which measures fit an enterprise on a day, which nearly, which not, and which exclude each other for the same costs.

What is known from memory never turns anybody away: it is to be asked about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from svetovod.engine.facts import Facts

from .loader import ANY
from .shapes import Conflict, Level, Measure, Term, Topic, Who


class Outcome(StrEnum):
    MET = "met"
    UNMET = "unmet"
    DOUBTFUL = "doubtful"  # not met by what is only remembered
    OPEN = "open"  # nobody said


class Fit(StrEnum):
    FITS = "fits"
    NEAR = "near"
    ASK = "ask"  # nothing that decides is known
    NO = "no"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks and what for; None and empty = not said."""

    on: date
    who: frozenset[str] = frozenset()
    costs: frozenset[str] = frozenset()
    region: str | None = None
    registered: bool | None = None
    joint_project: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition against the answers. `mendable`: something can be done about it before applying."""

    topic: str
    outcome: Outcome
    term: Term | None = None
    mendable: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """`covered` are those of the costs asked about that the measure pays for."""

    measure: Measure
    fit: Fit
    findings: tuple[Finding, ...]
    covered: frozenset[str]

    def of(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome in outcomes)


def match(question: Question, measures: Iterable[Measure], *, facts: Facts) -> tuple[Match, ...]:
    """Every measure, the fitting first; the order of the measures otherwise."""
    found = [_match(question, measure, facts) for measure in measures]
    return tuple(sorted(found, key=lambda each: list(Fit).index(each.fit)))


def _match(question: Question, measure: Measure, facts: Facts) -> Match:
    if not measure.on(question.on):
        return Match(measure, Fit.CLOSED, (), frozenset())
    findings = tuple(_findings(question, measure, facts))
    costs = measure.about_topic(Topic.COSTS, question.on)
    paid = costs.value_on(facts, question.on) if costs else None
    covered = question.costs & frozenset(paid) if isinstance(paid, tuple) else frozenset()
    return Match(measure, _fit(findings), findings, covered)


def _fit(findings: Sequence[Finding]) -> Fit:
    unmet = [finding for finding in findings if finding.outcome is Outcome.UNMET]
    if not unmet and all(finding.term is None for finding in findings):
        return Fit.ASK
    if any(not finding.mendable for finding in unmet):
        return Fit.NO
    doubtful = any(finding.outcome is Outcome.DOUBTFUL for finding in findings)
    return Fit.NEAR if unmet or doubtful else Fit.FITS


def _findings(question: Question, measure: Measure, facts: Facts) -> Iterator[Finding]:
    on = question.on
    if measure.regions:
        told = question.region is not None
        here = question.region in measure.regions
        yield Finding("region", (Outcome.MET if here else Outcome.UNMET) if told else Outcome.OPEN)
    for topic in (Topic.WHO, Topic.COSTS, Topic.REGISTRY, Topic.JOINT_PROJECT, Topic.INTAKE):
        term = measure.about_topic(topic, on)
        if term is not None:
            yield _judged(question, term, term.value_on(facts, on), sure=term.sure(facts, on))


def _judged(question: Question, term: Term, wanted: object, *, sure: bool) -> Finding:
    met, mendable = _answer(question, term.topic, wanted)
    if met is None:
        return Finding(term.topic, Outcome.OPEN, term)
    if met:
        return Finding(term.topic, Outcome.MET, term)
    return Finding(term.topic, Outcome.UNMET if sure else Outcome.DOUBTFUL, term, mendable)


def _answer(question: Question, topic: Topic, wanted: object) -> tuple[bool | None, bool]:
    """Whether the condition is met (None = not said), and whether it can be mended."""
    if topic is Topic.INTAKE:
        return bool(wanted), False
    if topic in {Topic.REGISTRY, Topic.JOINT_PROJECT}:
        answer = question.registered if topic is Topic.REGISTRY else question.joint_project
        return (True if wanted is False else answer), True
    asked = question.who if topic is Topic.WHO else question.costs
    allowed = frozenset(wanted) if isinstance(wanted, tuple) else frozenset()
    mendable = topic is Topic.WHO and Who.PARTICIPANT in allowed  # an enterprise may join a cluster
    return (bool(asked & allowed) if asked else None), mendable


@dataclass(frozen=True, slots=True)
class Clash:
    """Two measures that are not for the same costs together; `costs` are those both would pay for."""

    first: Measure
    second: Measure
    conflict: Conflict
    costs: frozenset[str]


def clashes(matches: Iterable[Match], on: date) -> tuple[Clash, ...]:
    """Among the measures that fit or nearly fit."""
    usable = [each for each in matches if each.fit in {Fit.FITS, Fit.NEAR}]
    found = []
    for one, other in combinations(usable, 2):
        conflict = conflict_of(one.measure, other.measure, on)
        if conflict is not None:
            found.append(Clash(one.measure, other.measure, conflict, one.covered & other.covered))
    return tuple(found)


def conflict_of(one: Measure, other: Measure, on: date) -> Conflict | None:
    """What either says about the other on the day."""
    for mine, theirs in ((one, other), (other, one)):
        for conflict in mine.conflicts:
            named = conflict.other == theirs.id or (conflict.other == ANY and theirs.level is Level.FEDERAL)
            if named and conflict.covers(on):
                return conflict
    return None
