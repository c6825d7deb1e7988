"""What is asked and what is answered.

What others state of themselves is an `Enterprise`: codes and words, never a sum. Sums are in `Own`, the reader's part:
so no reason shown to one enterprise can carry a figure of another.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """Why two should meet, seen from the reader."""

    BUY = "buy"  # they make what the reader buys
    SEEK = "seek"  # they make what the reader looks for
    SELL = "sell"  # they look for what the reader makes
    SUPPLY = "supply"  # they buy what the reader makes
    BRANCH = "branch"  # their branch and the reader's usually trade
    WORDS = "words"  # their words name what the reader looks for or can do
    REGION = "region"  # of the same region


@dataclass(frozen=True, slots=True)
class Product:
    """`okpd2` at any depth; `amount` rubles a year and `abroad` are the reader's own knowledge of a purchase."""

    okpd2: str
    amount: Decimal | None = None
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Enterprise:
    """What an enterprise shows: codes of OKPD2 and its own words. `key` is any number that names it."""

    key: int
    region: str = ""
    makes: tuple[str, ...] = ()
    buys: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The reader: what it shows, and what it alone knows of its purchases."""

    shown: Enterprise
    buys: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """`mine` and `theirs` are codes of either side (branches: classes); `depth` is how many parts of them agree.

    `amount` and `abroad` are the reader's own. `words` are what both sides name; `share` is how much of the output of
    one of two branches goes to the other.
    """

    kind: Kind
    points: int
    mine: str = ""
    theirs: str = ""
    depth: int = 0
    amount: Decimal | None = None
    abroad: bool = False
    words: tuple[str, ...] = ()
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """`score` is the sum of the points of its reasons, changed by opinions; reasons come the weightiest first.

    `distance` is between the centres of the two regions, km; None within one region or where it is not known.
    """

    key: int
    score: int
    reasons: tuple[Reason, ...]
    distance: int | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """The reader's word on an earlier proposal."""

    key: int
    useful: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """Points. A code that agrees in `n` parts (`27.32.13` has five) gives `depth[n]`; the others are said beside."""

    depth: tuple[int, ...] = (0, 0, 25, 45, 60, 70, 75)
    contains: int = 50  # at least, where one code stands above the other
    seek: int = 12  # more, for what is looked for on purpose
    abroad: int = 15  # more, for what is bought abroad
    branch: int = 18  # at most
    words: int = 8  # for each word in common, three at most
    region: int = 4
    opinion: int = 3  # a tenth, up or down, for each opinion on an enterprise of the same products, three at most
