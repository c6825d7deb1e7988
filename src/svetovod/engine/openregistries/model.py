"""What reading a registry gives: rows, rejected rows, the place to go on from, how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from svetovod.engine.model import Problem


class Kind(StrEnum):
    SME = "sme"
    PRODUCTS = "products"
    OKVED2 = "okved2"
    OKPD2 = "okpd2"
    OKTMO = "oktmo"
    PURCHASES = "purchases"


KINDS = tuple(Kind)
_CODES = ("code", "name")

# of a row, in its order; those of purchases are what a search for supply links reads
COLUMNS: Mapping[Kind, tuple[str, ...]] = MappingProxyType({
    Kind.SME: ("inn", "ogrn", "name", "category", "region", "okved", "okved_more", "employees", "since", "as_of"),
    Kind.PRODUCTS: ("inn", "region", "okpd2", "maker", "number", "product", "entered", "valid_to"),
    Kind.OKVED2: _CODES,
    Kind.OKPD2: _CODES,
    Kind.OKTMO: _CODES,
    Kind.PURCHASES: ("buyer_inn", "seller_inn", "okpd2", "amount", "year", "imported"),
})  # fmt: skip

Row = tuple[str, ...]


class Place(NamedTuple):
    """Up to where a file was read: `member` counts the files of an archive, `record` the records within it."""

    member: int = 0
    record: int = 0


START = Place()


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows since the batch before.

    `rejected` are at most `limits.REJECTED` in one reading, `rejections` counts all of them; `people` are records of
    sole proprietors, left out; `place` is where the next reading goes on; `done` of `total` bytes are read. `refused`
    is in the last batch alone, and then nothing of the file may be used.
    """

    rows: tuple[Row, ...] = ()
    rejected: tuple[Problem, ...] = ()
    rejections: int = 0
    people: int = 0
    place: Place = START
    done: int = 0
    total: int = 0
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Which file it was: `dated` is the day its name speaks of, None where it speaks of none."""

    name: str
    sha256: str
    size: int
    dated: date | None
