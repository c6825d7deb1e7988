"""What an accountant has already: turnover of accounts 60 and 62 (XLSX of 1C), books of purchases and sales (XML).

Only the sums by INN leave this room. Which rows count is said in `turnover` and `books`; what was left out is told with
its reason, so that nothing disappears silently.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import IO

from svetovod.engine.model import Problem
from svetovod.engine.model.money import round_half_up

from . import limits
from .collector import ReadResult
from .failure import UnusableFileError


class Side(StrEnum):
    """Whether the file is about what was bought or what was sold."""

    BOUGHT = "purchases"
    SOLD = "sales"


@dataclass(frozen=True, slots=True)
class Party:
    """A partner with the sum over all its rows."""

    inn: str
    name: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that do not count, by reason; `detail` is the code or the year they have instead."""

    reason: str
    rows: int
    amount: Decimal
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The sums of one file. `with_vat`: the turnover of 60 and 62 includes the tax, the books name it apart."""

    side: Side
    with_vat: bool
    parties: tuple[Party, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(slots=True)
class Tally:
    """Adds rows up while a file is read."""

    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    names: dict[str, str] = field(default_factory=dict)
    gone: dict[tuple[str, str], list[Decimal]] = field(default_factory=lambda: defaultdict(list))

    def add(self, inn: str, name: str, amount: Decimal) -> None:
        self.sums[inn] += amount
        self.rows[inn] += 1
        self.names.setdefault(inn, name)

    def leave(self, reason: str, amount: Decimal, detail: str = "") -> None:
        self.gone[reason, detail].append(amount)

    def result(self, side: Side, *, with_vat: bool) -> Accounts:
        """Largest first; a partner whose rows cancel out is left out."""
        for inn in [inn for inn, total in self.sums.items() if total <= 0]:
            self.leave("not_positive", self.sums.pop(inn))
        parties = [Party(inn, self.names[inn], total, self.rows[inn]) for inn, total in self.sums.items()]
        gone = [LeftOut(key[0], len(sums), sum(sums, Decimal(0)), key[1]) for key, sums in sorted(self.gone.items())]
        return Accounts(side, with_vat, tuple(sorted(parties, key=lambda p: (-p.amount, p.inn))), tuple(gone))


def read_accounts(source: IO[bytes], *, year: int) -> ReadResult[Accounts]:
    """Tells the kind of the file by its content and reads it; refuses whatever is neither."""
    from .books import read_book  # each reader builds on this module
    from .turnover import read_turnover

    try:
        size = source.seek(0, 2)
        if size > limits.FILE_BYTES:
            raise UnusableFileError("file.too_large", limit=limits.FILE_BYTES // 2**20, what="file")
        source.seek(0)
        start = source.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
        source.seek(0)
        found = read_book(source, year=year) if start.startswith(b"<") else read_turnover(source)
    except UnusableFileError as failure:
        return ReadResult(None, (failure.problem,), ())
    if not found.parties:
        return ReadResult(None, (Problem("accounts.empty", params={"year": year}),), ())
    return ReadResult(found, (), ())


def without_vat(amount: Decimal, rate: Decimal) -> Decimal:
    """The sum without the tax of `rate` per cent that is in it, to the nearest kopeck, halves up."""
    return round_half_up(Fraction(amount) * 100 / (100 + Fraction(rate)), 2)


def add_up(files: Iterable[Accounts]) -> dict[str, Decimal]:
    """Sums by INN over several files of one side: the four quarters of a year."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for accounts in files:
        for party in accounts.parties:
            sums[party.inn] += party.amount
    return dict(sums)
