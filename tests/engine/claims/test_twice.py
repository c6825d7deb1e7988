"""The same spending in two estimates is found by its file, its document or its payment, and nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.claims import Claim, Sameness, documents, twice

MINE = Claim("П-01", 1, "0000000018", "equipment", date(2022, 2, 14), Decimal(100), "Счёт № 118 от 14.02.2022")
OTHER = replace(MINE, project="П-02", row=7)


def found(mine: Claim = MINE, **changed: object) -> list[Sameness]:
    return [pair.by for pair in twice([mine], [replace(OTHER, **changed)])]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Счёт № 118", [("invoice", "118")]),
        ("счет-фактура № А-118/2 от 01.02.2022", [("invoice", "а-118/2")]),
        ("УПД № 5", [("invoice", "5")]),
        ("Договор поставки оборудования № 12-П, счёт № 3", [("contract", "12-п"), ("invoice", "3")]),
        ("Акт выполненных работ №17", [("act", "17")]),
        ("Платёжное поручение № 9; п/п № 10", [("payment", "9"), ("payment", "10")]),
        ("Коммерческое предложение № 4", [("offer", "4")]),
        ("Договор без номера", []),
        ("Контактная сварка № 5", []),
    ],
)
def test_documents_named_in_words(words: str, named: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.number) for each in documents(words)] == named


def test_an_invoice_is_of_one_spending_whatever_the_sum() -> None:
    assert found(amount=Decimal(70), on=date(2022, 3, 1)) == [Sameness.DOCUMENT]
    assert found(evidence="счет №118", on=date(2022, 3, 1)) == [Sameness.DOCUMENT]
    assert found(evidence="Счёт № 118 от 14.2.2022", on=date(2022, 3, 1)) == [Sameness.DOCUMENT]
    assert found(evidence="Счёт № 118 от 14.02.2023", on=date(2023, 3, 1)) == []
    assert found(payer="0000000025") == []


def test_a_contract_is_paid_in_parts_and_an_offer_proves_nothing() -> None:
    contract = replace(MINE, evidence="Договор № 5")
    assert found(contract, evidence="Контракт № 5", on=date(2022, 3, 1)) == [Sameness.DOCUMENT]
    assert found(contract, evidence="Договор № 5", amount=Decimal(50)) == []
    offer = replace(MINE, evidence="Коммерческое предложение № 5")
    assert found(offer, evidence=offer.evidence, on=date(2022, 3, 1)) == []


def test_the_same_file_and_the_same_payment() -> None:
    file = replace(MINE, files=frozenset({"a" * 64}))
    assert found(file, files=frozenset({"a" * 64}), payer="0000000025", evidence="") == [Sameness.FILE]
    assert found(evidence="") == [Sameness.PAYMENT]
    assert found(evidence="", kind="tooling") == []


def test_rows_of_one_project_are_its_own_matter() -> None:
    assert twice([MINE], [replace(MINE, row=2)]) == ()


claims = st.builds(
    Claim,
    project=st.sampled_from(["П-01", "П-02", "П-03"]),
    row=st.integers(1, 3),
    payer=st.sampled_from(["18", "25"]),
    kind=st.sampled_from(["equipment", "tooling"]),
    on=st.sampled_from([date(2022, 1, 1), date(2022, 1, 2)]),
    amount=st.sampled_from([Decimal(1), Decimal("1.00"), Decimal(2)]),
    evidence=st.sampled_from(["", "Счёт № 1", "Договор № 1", "Счёт № 1 от 01.01.2022", "Счёт № 1 от 02.01.2022"]),
    files=st.frozensets(st.sampled_from(["x", "y"]), max_size=2),
)
estimates = st.lists(claims, max_size=6, unique_by=lambda claim: (claim.project, claim.row))


@given(estimates, estimates)
def test_it_does_not_matter_whose_row_is_asked_about(mine: list[Claim], others: list[Claim]) -> None:
    there = {(pair.mine, pair.other, pair.by) for pair in twice(mine, others)}
    back = {(pair.other, pair.mine, pair.by) for pair in twice(others, mine)}
    assert there == back
