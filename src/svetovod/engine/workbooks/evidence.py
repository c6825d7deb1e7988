"""Reads and writes the register of documents that prove an estimate."""

from collections.abc import Sequence
from typing import Any

from svetovod.engine.model import EvidenceDocument

from .collector import Collector, ReadResult
from .evidence_layout import REGISTER, SHEETS
from .reader import Source, read_workbook
from .tables import Table
from .write import Filled, write_book


def read_evidence(source: Source) -> ReadResult[tuple[tuple[int, EvidenceDocument], ...]]:
    """Documents with the lines of the sheet they stand on, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, _build)


def write_evidence(documents: Sequence[EvidenceDocument], lang: str = "ru") -> bytes:
    """The register as a workbook that `read_evidence` reads back."""
    return write_book([Filled(REGISTER, documents)], lang)


def _build(tables: dict[str, Table], collector: Collector) -> tuple[tuple[int, EvidenceDocument], ...] | None:
    rows: list[Any] = tables[REGISTER.ru].rows if REGISTER.ru in tables else []
    for row in rows:
        gross, vat = row.values.get("gross"), row.values.get("vat")
        if gross is not None and vat is not None and vat > gross:
            collector.error("vat.above", REGISTER.ru, row.number, "НДС, руб.", row.text("vat"), gross=str(gross))
    if collector.errors:
        return None
    return tuple((row.number, EvidenceDocument(**row.values)) for row in rows)
