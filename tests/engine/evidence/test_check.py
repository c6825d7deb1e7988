"""Kits of evidence: each fault alone, and properties against sums counted another way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.evidence import Fault, Link, check, kit_data
from svetovod.engine.model import CostItem, CostKind, EvidenceDocument, EvidenceKind, VatRate

PAYER, SELLER, OTHER = "0000000018", "0000000025", "0000000032"
ON = date(2022, 6, 1)
ROW = CostItem(7, CostKind.SOFTWARE, PAYER, date(2022, 3, 1), Decimal(100), None, False)
K = EvidenceKind


def doc(kind: EvidenceKind, gross: object = 120, **given: object) -> EvidenceDocument:
    amount = Decimal(str(gross))
    days = {K.CONTRACT: date(2022, 1, 10), K.PAYMENT: date(2022, 4, 1), K.COMMISSIONING: date(2022, 5, 1)}
    fields: dict[str, object] = {
        "row": 7, "kind": kind, "number": f"{kind}-1", "on": days.get(kind, date(2022, 3, 1)), "payer": PAYER,
        "gross": amount, "vat": (amount / 6).quantize(Decimal("0.01")), "rate": VatRate.TWENTY, "seller": SELLER,
    }  # fmt: skip
    return EvidenceDocument(**(fields | given))  # type: ignore[arg-type]


def whole() -> list[EvidenceDocument]:
    return [doc(kind) for kind in (K.CONTRACT, K.INVOICE, K.ACT, K.PAYMENT)]


def faults(documents: list[EvidenceDocument], row: CostItem = ROW) -> list[tuple[Fault, Link | None]]:
    return [(each.fault, each.link) for each in check(row, documents, on=ON).findings]


def changed(kind: EvidenceKind, **given: object) -> list[EvidenceDocument]:
    return [replace(each, **given) if each.kind is kind else each for each in whole()]  # type: ignore[arg-type]


def test_a_whole_kit_proves_its_row() -> None:
    kit = check(ROW, whole(), on=ON)
    assert (kit.complete, kit.proven, kit.missing) == (True, Decimal(100), ())


def test_a_upd_is_an_invoice_and_an_act() -> None:
    assert faults([doc(K.CONTRACT), doc(K.UPD), doc(K.PAYMENT)]) == []


def test_what_is_put_into_operation_needs_its_act() -> None:
    row = replace(ROW, kind=CostKind.EQUIPMENT)
    assert faults(whole(), row) == [(Fault.MISSING, Link.COMMISSIONING), (Fault.UNPROVEN, None)]
    act = doc(K.COMMISSIONING, 100, vat=Decimal(0), rate=VatRate.NONE, seller=None)
    assert faults([*whole(), act], row) == []
    early = replace(act, on=date(2022, 2, 1))
    assert faults([*whole(), early], row) == [(Fault.BEFORE, Link.COMMISSIONING)]
    assert (Fault.EXCESS, Link.COMMISSIONING) in faults([*whole(), replace(act, gross=Decimal(120))], row)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([], [(Fault.MISSING, link) for link in list(Link)[:4]] + [(Fault.UNPROVEN, None)]),
        (changed(K.CONTRACT, gross=Decimal(500), vat=Decimal("83.33")), []),
        (changed(K.CONTRACT, gross=Decimal(60), vat=Decimal(10)),
         [(Fault.EXCESS, Link.INVOICE), (Fault.UNPROVEN, None)]),
        (changed(K.PAYMENT, gross=Decimal(60), vat=Decimal(10)), [(Fault.GAP, Link.PAYMENT), (Fault.UNPROVEN, None)]),
        (changed(K.PAYMENT, gross=Decimal(180), vat=Decimal(30)), [(Fault.EXCESS, Link.PAYMENT)]),
        (changed(K.ACT, payer=OTHER), [(Fault.PAYER, Link.ACT)]),
        (changed(K.ACT, seller=OTHER), [(Fault.SELLER, Link.ACT)]),
        (changed(K.PAYMENT, on=date(2022, 1, 9)), [(Fault.BEFORE, Link.PAYMENT)]),
        (changed(K.PAYMENT, on=date(2022, 1, 10)), []),
        (changed(K.PAYMENT, on=date(2022, 6, 2)), [(Fault.FUTURE, Link.PAYMENT)]),
        (changed(K.PAYMENT, on=ON), []),
        (changed(K.INVOICE, vat=Decimal("18.99")), [(Fault.VAT_SUM, Link.INVOICE)]),
        (changed(K.INVOICE, vat=Decimal("19.00")), []),
        (changed(K.PAYMENT, vat=Decimal(0), rate=VatRate.NONE), [(Fault.VAT_RATE, Link.PAYMENT)]),
        ([*whole(), doc(K.ACT, 0)], [(Fault.TWICE, Link.ACT)]),
    ],
)  # fmt: skip
def test_each_fault(documents: list[EvidenceDocument], expected: list[tuple[Fault, Link | None]]) -> None:
    assert faults(documents) == expected


def test_a_finding_says_what_stands_there_and_what_should() -> None:
    (gap, unproven) = check(ROW, changed(K.PAYMENT, gross=Decimal(60), vat=Decimal(10)), on=ON).findings
    assert (gap.value, gap.wanted, gap.than) == ("60", "120", Link.ACT)
    assert (unproven.value, unproven.wanted) == ("100", "50")


def test_a_row_that_claims_less_than_was_accepted_is_told() -> None:
    assert faults(whole(), replace(ROW, amount=Decimal(90))) == [(Fault.UNCLAIMED, None)]


@pytest.mark.parametrize(
    ("rate", "on", "lawful"),
    [
        (VatRate.EIGHTEEN, date(2018, 12, 31), True), (VatRate.EIGHTEEN, date(2019, 1, 1), False),
        (VatRate.TWENTY, date(2019, 1, 1), True), (VatRate.TWENTY, date(2026, 1, 1), False),
        (VatRate.TWENTY_TWO, date(2026, 1, 1), True), (VatRate.NONE, date(1999, 1, 1), True),
    ],
)  # fmt: skip
def test_rates_of_a_day(rate: VatRate, on: date, lawful: bool) -> None:
    assert kit_data().lawful(rate, on) is lawful
    assert kit_data().status == "memory", "known from memory: it warns"


sums = st.integers(1, 10**9).map(lambda kopecks: Decimal(kopecks).scaleb(-2))
kinds = st.sampled_from(list(K))


@st.composite
def kits(draw: st.DrawFn) -> list[EvidenceDocument]:
    found = draw(st.lists(st.tuples(kinds, sums), max_size=8))
    return [doc(kind, gross, number=str(place)) for place, (kind, gross) in enumerate(found)]


@settings(max_examples=150, deadline=None)
@given(kits(), sums, st.sampled_from(list(CostKind)))
def test_proven_is_the_least_of_the_links_counted_apart(
    documents: list[EvidenceDocument], amount: Decimal, kind: CostKind
) -> None:
    row = replace(ROW, amount=amount, kind=kind)
    serves = {"contract": "contract", "invoice": "invoice upd", "act": "act upd", "payment": "payment"}
    if kind in {CostKind.EQUIPMENT, CostKind.TOOLING, CostKind.RECONSTRUCTION}:
        serves["commissioning"] = "commissioning"
    kopecks = [int(amount * 100)]
    for names in serves.values():
        own = [d for d in documents if d.kind.value in names.split()]
        kopecks.append(sum(int(d.gross * 100) - int(d.vat * 100) for d in own))
    kit = check(row, documents, on=ON)
    assert kit.proven == Decimal(min(kopecks)) / 100
    assert kit.proven <= amount
    assert (Fault.UNPROVEN in {each.fault for each in kit.findings}) is (min(kopecks) < kopecks[0])


@settings(max_examples=150, deadline=None)
@given(kits(), st.integers(0, 7), st.data())
def test_splitting_a_document_and_order_change_nothing(
    documents: list[EvidenceDocument], place: int, data: st.DataObject
) -> None:
    if not documents:
        return
    one = documents[place % len(documents)]
    part = Decimal(data.draw(st.integers(0, int(one.gross * 100)))) / 100
    tax = Decimal(data.draw(st.integers(0, int(one.vat * 100)))) / 100
    halves = [
        replace(one, number="a", gross=part, vat=tax),
        replace(one, number="b", gross=one.gross - part, vat=one.vat - tax),
    ]  # fmt: skip
    split = [each for each in documents if each is not one] + halves
    Random(1).shuffle(split)
    before, after = check(ROW, documents, on=ON), check(ROW, split, on=ON)
    said = [{(e.fault, e.link, e.value, e.wanted) for e in kit.findings} for kit in (before, after)]
    assert said[0] == said[1]
    assert before.proven == after.proven
