"""The register of documents: written, it reads back; what is wrong is told by its cell."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from svetovod.engine.model import EvidenceDocument, EvidenceKind, VatRate
from svetovod.engine.workbooks.evidence import read_evidence, write_evidence

ONE = EvidenceDocument(
    1, EvidenceKind.UPD, "=1+1", date(2022, 3, 1), "0000000018", Decimal("120.00"), Decimal("20.00"), VatRate.TWENTY,
    "0000000025", "Завод",
)  # fmt: skip
BARE = EvidenceDocument(
    2, EvidenceKind.COMMISSIONING, "07", date(2022, 4, 1), "0000000018", Decimal(5), Decimal(0), VatRate.NONE
)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_round_trip(lang: str) -> None:
    read = read_evidence(BytesIO(write_evidence([ONE, BARE], lang)))
    assert read.errors == ()
    assert read.value == ((2, ONE), (3, BARE))


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("rate", list(VatRate))
def test_every_rate_reads_back(rate: VatRate, lang: str) -> None:
    from dataclasses import replace

    read = read_evidence(BytesIO(write_evidence([replace(ONE, rate=rate)], lang)))
    assert read.value is not None
    assert read.value[0][1].rate is rate


def test_more_tax_than_sum_is_told_by_its_cell() -> None:
    from dataclasses import replace

    read = read_evidence(BytesIO(write_evidence([replace(ONE, vat=Decimal(121))])))
    assert [(e.code, e.row, e.column) for e in read.errors] == [("vat.above", 2, "НДС, руб.")]
