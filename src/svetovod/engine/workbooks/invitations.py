"""Reads whom letters of invitation go to."""

from dataclasses import dataclass

from .collector import Collector, ReadResult
from .delegation import once
from .invitations_layout import ADDRESSEES, SHEETS
from .reader import Source, read_workbook
from .tables import Table

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Addressee:
    """`head` and `position` as they stand on the letter, after "to". `kind` is what they are invited as: enterprise,
    authority, cdc, expert, press or guest; "" where the list does not say."""

    organisation: str
    head: str
    email: str
    position: str = ""
    region: str = ""
    kind: str = ""


def read_invitations(source: Source) -> ReadResult[tuple[Addressee, ...]]:
    """The addressees in their order, or everything that is wrong with the list."""
    return read_workbook(source, SHEETS, _build)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[Addressee, ...] | None:
    rows = once(tables, ADDRESSEES.ru, MOST, collector)
    return None if collector.errors else tuple(Addressee(**row.values) for row in rows)  # type: ignore[arg-type]
