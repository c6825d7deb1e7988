"""Measures of support as their files define them: dated terms, each with its source and how surely it is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from svetovod.engine.facts.shapes import Confidence, DatedValue, Label, Status, Value
from svetovod.engine.facts.store import Facts


class Kind(StrEnum):
    SUBSIDY = "subsidy"
    LOAN = "loan"
    CONTRACT = "contract"
    SERVICE = "service"
    REGIONAL = "regional"


class Level(StrEnum):
    FEDERAL = "federal"
    REGIONAL = "regional"


class Topic(StrEnum):
    """What a term is about. The first five decide whether a measure fits, the others are told."""

    WHO = "who"
    COSTS = "costs"
    REGISTRY = "registry"
    JOINT_PROJECT = "joint_project"
    INTAKE = "intake"
    RATE = "rate"
    CAP = "cap"
    PERIOD = "period"
    MONEY = "money"
    CHANNEL = "channel"
    RULE = "rule"


class Who(StrEnum):
    PARTICIPANT = "participant"
    MANAGING_ORGANISATION = "managing_organisation"
    SME = "sme"
    ENTERPRISE = "enterprise"


# what is paid for beyond the items of an estimate (`CostKind`)
OTHER_COSTS = ("investment", "taxes", "services")


@dataclass(frozen=True, slots=True)
class Term:
    """What holds between two days, both included. `fact` names the item of the law the value is taken from."""

    topic: Topic
    start: date
    end: date | None
    value: Value
    fact: str | None
    text: Label | None
    status: Status
    confidence: Confidence | None
    source: str

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)

    def law(self, facts: Facts, on: date) -> DatedValue | None:
        """The dated value of the law behind the term, as it is known on the day."""
        return facts.value(self.fact, on) if self.fact else None

    def value_on(self, facts: Facts, on: date) -> Value:
        law = self.law(facts, on)
        return law.value if law else self.value

    def status_on(self, facts: Facts, on: date) -> Status:
        law = self.law(facts, on)
        return law.status if law else self.status

    def sure(self, facts: Facts, on: date) -> bool:
        """What is known from memory alone never turns anybody away."""
        return self.status_on(facts, on) not in {Status.MEMORY, Status.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Not for the same costs together with `other`; `*` is every other federal measure."""

    other: str
    start: date
    end: date | None
    text: Label
    fact: str | None
    status: Status
    confidence: Confidence | None
    source: str

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)

    def status_on(self, facts: Facts, on: date) -> Status:
        law = facts.value(self.fact, on) if self.fact else None
        return law.status if law else self.status


@dataclass(frozen=True, slots=True)
class Measure:
    """`page` is an official address as text; `regions` are ISO codes, empty for the whole country."""

    id: str
    kind: Kind
    level: Level
    name: Label
    about: Label
    authority: Label
    act: Label | None
    page: str | None
    regions: tuple[str, ...]
    terms: tuple[Term, ...]
    conflicts: tuple[Conflict, ...]

    def on(self, day: date) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.covers(day))

    def about_topic(self, topic: Topic, day: date) -> Term | None:
        return next((term for term in self.on(day) if term.topic == topic), None)

    @property
    def first_day(self) -> date:
        return min(term.start for term in self.terms)
