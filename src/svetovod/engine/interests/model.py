"""Who is tied to whom, as records say it; and what is found."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """By what a person and a party are tied."""

    INN = "inn"
    DIRECTOR = "director"
    FOUNDER = "founder"
    DOMAIN = "domain"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    PROJECT = "project"
    SECOND = "second"


class By(StrEnum):
    """How two records were told to be of one: by a number, by what is written, by initials, by all but a slip."""

    INN = "inn"
    VALUE = "value"
    NAME = "name"
    INITIALS = "initials"
    SLIP = "slip"


class Strength(IntEnum):
    """TOLD: a thing that many share; CONFIRM: somebody has to look; BARS: certain by an exact number."""

    TOLD = 1
    CONFIRM = 2
    BARS = 3


class Role(StrEnum):
    """What ties a person to an organisation of his own."""

    WORKS = "works"
    LINKED = "linked"  # by the person's own word founded, owned or led
    DIRECTOR = "director"
    FOUNDER = "founder"


@dataclass(frozen=True, slots=True)
class Value:
    """A telephone, an address, an e-mail, with where it is known from and the day of that."""

    text: str
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A director or a founder. `legal`: an organisation, not a natural person."""

    role: Role
    name: str
    inn: str = ""
    legal: bool = False
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    inn: str
    name: str
    officers: tuple[Officer, ...] = ()
    telephones: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    addresses: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of a person: by its INN, or by its name alone where the INN is not known."""

    role: Role
    inn: str = ""
    name: str = ""
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`key` is whatever the asker knows the person by."""

    key: str
    name: str
    inn: str = ""
    places: tuple[Place, ...] = ()
    telephones: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    addresses: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Joint:
    """A project of several organisations, by their INN."""

    code: str
    inns: frozenset[str]
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path. `what` it is by, `of` whom and `to` whom as INN ("" of the person), `by` how it was told.

    `detail` is a domain of e-mail, a code of a project, the INN of a founder that two share; never a person's name or
    number, a telephone or an address.
    """

    what: str
    of: str
    to: str
    by: By
    source: str = ""
    on: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """`person` and the organisation with the INN `party` are tied, by the `hops` in their order."""

    person: str
    party: str
    kind: Kind
    strength: Strength
    hops: tuple[Hop, ...] = field(default=())

    @property
    def mark(self) -> str:
        """The same for the same tie, whatever extract it is known from and of whatever day that is."""
        return ">".join(f"{hop.what}:{hop.by}:{hop.of}:{hop.to}:{hop.detail}".rstrip(":") for hop in self.hops)
