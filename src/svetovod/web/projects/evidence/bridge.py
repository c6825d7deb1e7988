"""Kits of a content to the engine and back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from svetovod.engine.evidence import check, kit_data
from svetovod.engine.model import EvidenceDocument, EvidenceKind, Problem, VatRate
from svetovod.web.projects.bridge import cost_of


def kits(content: Mapping[str, Any], on: date) -> list[Any]:
    """The engine's kit of every row of the estimate, in its order."""
    return [
        check(cost_of(row), [document(row, each) for each in row.get("documents", ())], on=on)
        for row in content["costs"]
    ]


def status() -> str:
    """How sure it is what a kit consists of: `memory` warns."""
    return kit_data().status


def document(cost: Mapping[str, Any], row: Mapping[str, Any]) -> EvidenceDocument:
    return EvidenceDocument(
        row=cost["position"], kind=EvidenceKind(row["kind"]), number=row["number"], on=date.fromisoformat(row["on"]),
        payer=row["payer"], gross=Decimal(row["gross"]), vat=Decimal(row["vat"]), rate=VatRate(row["rate"]),
        seller=row["seller"] or None, seller_name=row["seller_name"] or None,
    )  # fmt: skip


def write_register(content: Mapping[str, Any], lang: str) -> bytes:
    from svetovod.engine.workbooks.evidence import write_evidence

    return write_evidence([document(row, each) for row in content["costs"] for each in row.get("documents", ())], lang)


def read_register(upload: IO[bytes]) -> Any:
    """What `read_evidence` of the engine gives: documents with their lines, or all that is wrong."""
    from svetovod.engine.workbooks.evidence import read_evidence

    return read_evidence(upload)


def strangers(parsed: Sequence[tuple[int, EvidenceDocument]], positions: set[int]) -> list[Problem]:
    """Documents of rows that the estimate does not have."""
    sheet, column = "Реестр документов", "Строка сметы"
    return [
        Problem("cost.unknown", sheet, line, column, str(each.row))
        for line, each in parsed
        if each.row not in positions
    ]


def inn_valid(text: str) -> bool:
    from svetovod.engine.reference import inn

    return inn.valid(text)
