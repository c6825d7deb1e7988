"""Acts, editions, items and their dated values, as the files of facts define them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = bool | int | Decimal | date | str | tuple[str, ...] | None


class Unit(StrEnum):
    COUNT = "count"
    RATIO = "ratio"
    YEARS = "years"
    WORKING_DAYS = "wdays"
    RUB = "RUB"
    BOOL = "bool"
    DATE = "date"
    ENUM = "enum"
    ITEMS = "items"
    TABLE = "table"


class Status(StrEnum):
    """How the value is known: read in the act, in a summary, from memory, not at all, or compared by a reader."""

    SEEN = "seen"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNKNOWN = "unknown"
    VERIFIED = "verified"


class Use(StrEnum):
    HARD = "hard"
    WARN = "warn"
    INFO = "info"
    USER_SUPPLIED = "user_supplied"


class Confidence(StrEnum):
    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


@dataclass(frozen=True, slots=True)
class Label:
    ru: str
    en: str

    def text(self, lang: str) -> str:
        return self.ru if lang == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Edition:
    """`number` is the amending act's; `governs` is False for one known only by its date, that switches no value."""

    number: str | None
    signed_on: date
    date_precision: str
    effective_from: date | None
    source: str
    status: Status
    governs: bool
    note: Label

    @property
    def on(self) -> date:
        """The day from which the edition is taken to govern: entry into force if known, else signing."""
        return self.effective_from or self.signed_on

    @property
    def date_is(self) -> str:
        return "effective_from" if self.effective_from else "signed_on"


@dataclass(frozen=True, slots=True)
class Act:
    id: str
    number: str
    signed_on: date
    title: Label
    publication: str
    editions: tuple[Edition, ...]

    def edition_on(self, on: date) -> Edition | None:
        """The last governing edition not later than `on`; None before the first."""
        return max((e for e in self.editions if e.governs and e.on <= on), key=lambda e: e.on, default=None)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value between two days, both included; `end` None = not known to have ended.

    `last_confirmed_edition` is the last edition the source speaks for; it is None where the source itself closes the
    period. `confirmed_for_edition` is filled by `Facts.value` for the day asked. `reference` is a verifier's citation.
    """

    start: date
    end: date | None
    value: Value
    status: Status
    use: Use
    source: str
    confidence: Confidence | None = None
    note: Label | None = None
    last_confirmed_edition: date | None = None
    reference: str | None = None
    verified_editions: tuple[date, ...] | None = None
    confirmed_for_edition: bool = True

    def covers(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Item:
    """One parameter of one act. `operator` and `measure` are given where a rule compares with it.

    `text` says what is asked in our own words, without a number: no part of the content that `version` stands for.
    `names` are the entries of a list by their code, as far as an edition has brought them in with a name.
    """

    key: str
    act: str
    label: Label
    unit: Unit
    subject: str
    values: tuple[DatedValue, ...]
    operator: str | None = None
    measure: str | None = None
    text: Label | None = field(default=None, repr=False)
    names: tuple[tuple[str, Label], ...] = field(default=(), repr=False)

    def on(self, day: date) -> DatedValue | None:
        return next((value for value in self.values if value.covers(day)), None)
