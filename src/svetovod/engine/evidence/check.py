"""Does a row's kit hold together: contract, invoice or UPD, act, payment order, commissioning act.

A contract may be larger than what is invoiced under it; from the invoice on the sums of the links are equal. Several
documents of a link are one sum: how a payment is split changes nothing. Sums of the tax may differ from the rate's by
`VAT_TOLERANCE` rubles a link, for invoices round it line by line.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.model import CostItem, EvidenceDocument, EvidenceKind, VatRate, round_half_up

from .findings import NOTHING, Fault, Finding, Kit, Total
from .kits import LINKS_OF, KitData, Link, kit_data

VAT_TOLERANCE = Decimal(1)


def check(row: CostItem, documents: Sequence[EvidenceDocument], *, on: date, data: KitData | None = None) -> Kit:
    """The kit of `row` as it stands on the day `on`. `documents` are the row's own, in any order."""
    data = data or kit_data()
    needed = data.on(on).links(row.kind)
    by_link: dict[Link, list[EvidenceDocument]] = {link: [] for link in Link}
    for document in documents:
        for link in LINKS_OF[document.kind]:
            by_link[link].append(document)
    totals = {link: _total(found) for link, found in by_link.items()}
    proven = min(row.amount, *(totals[link].net for link in needed))
    findings = (
        *(Finding(Fault.MISSING, link) for link in needed if not by_link[link]),
        *_sums(totals),
        *_row(row, totals, proven),
        *_parties(row, documents),
        *_days(documents, on),
        *_vat(documents, by_link, data),
        *_twice(documents),
    )
    return Kit(row.row, needed, totals, proven, findings)


def _total(documents: Sequence[EvidenceDocument]) -> Total:
    gross = sum((each.gross for each in documents), NOTHING)
    return Total(len(documents), gross, sum((each.vat for each in documents), NOTHING))


def _sums(totals: Mapping[Link, Total]) -> Iterator[Finding]:
    """Each link against the nearest before it; a commissioning act is compared without the tax, as accounts have it."""
    present = [link for link in Link if totals[link].count]
    for before, link in itertools.pairwise(present):
        net = link is Link.COMMISSIONING
        base, value = (totals[before].net, totals[link].net) if net else (totals[before].gross, totals[link].gross)
        if value > base:
            yield Finding(Fault.EXCESS, link, value=str(value), wanted=str(base), than=before)
        elif value < base and before is not Link.CONTRACT:
            yield Finding(Fault.GAP, link, value=str(value), wanted=str(base), than=before)


def _row(row: CostItem, totals: Mapping[Link, Total], proven: Decimal) -> Iterator[Finding]:
    accepted = totals[Link.ACT].net
    if proven < row.amount:
        yield Finding(Fault.UNPROVEN, value=str(row.amount), wanted=str(proven))
    elif accepted > row.amount:
        yield Finding(Fault.UNCLAIMED, value=str(row.amount), wanted=str(accepted))


def _parties(row: CostItem, documents: Sequence[EvidenceDocument]) -> Iterator[Finding]:
    contract = next((d for d in documents if d.kind is EvidenceKind.CONTRACT), None)
    known = contract or next((d for d in documents if d.seller), None)
    for place, each in enumerate(documents):
        link = LINKS_OF[each.kind][0]
        if each.payer != row.payer:
            yield Finding(Fault.PAYER, link, place, each.payer, row.payer)
        if known and known.seller and each.seller and each.seller != known.seller:
            yield Finding(Fault.SELLER, link, place, each.seller, known.seller)


def _days(documents: Sequence[EvidenceDocument], on: date) -> Iterator[Finding]:
    """Nothing is older than the contract, nothing is put into operation before it is accepted."""
    first = {
        link: min((d.on for d in documents if link in LINKS_OF[d.kind]), default=None)
        for link in (Link.CONTRACT, Link.ACT)
    }
    for place, each in enumerate(documents):
        link = LINKS_OF[each.kind][0]
        than = Link.ACT if link is Link.COMMISSIONING and first[Link.ACT] else Link.CONTRACT
        earliest = first[than]
        if earliest and each.on < earliest:
            yield Finding(Fault.BEFORE, link, place, each.on.isoformat(), earliest.isoformat(), than)
        if each.on > on:
            yield Finding(Fault.FUTURE, link, place, each.on.isoformat(), on.isoformat())


def _vat(
    documents: Sequence[EvidenceDocument], by_link: Mapping[Link, Sequence[EvidenceDocument]], data: KitData
) -> Iterator[Finding]:
    said: set[tuple[int, ...]] = set()
    usual = _rates(by_link[Link.INVOICE]) or _rates(by_link[Link.CONTRACT]) or _rates(by_link[Link.ACT])
    for link, found in by_link.items():
        if link is Link.COMMISSIONING:
            continue  # accounts keep it without the tax
        for rate in sorted(_rates(found), key=lambda each: each.percent):
            places = tuple(place for place, each in enumerate(documents) if each in found and each.rate is rate)
            total = _total([documents[place] for place in places])
            exact = round_half_up(Fraction(total.gross) * rate.percent / (100 + rate.percent), 2)
            if abs(total.vat - exact) > VAT_TOLERANCE and places not in said:
                said.add(places)  # of a UPD once, not for both its links
                yield Finding(Fault.VAT_SUM, link, places[0], str(total.vat), str(exact))
        if found and _rates(found) != usual:
            yield Finding(Fault.VAT_RATE, link, None, _said(_rates(found)), _said(usual))
    for place, each in enumerate(documents):
        if not data.lawful(each.rate, each.on):
            yield Finding(Fault.RATE_DAY, LINKS_OF[each.kind][0], place, each.rate.value, each.on.isoformat())


def _rates(documents: Sequence[EvidenceDocument]) -> set[VatRate]:
    return {each.rate for each in documents}


def _said(rates: set[VatRate]) -> str:
    return ", ".join(each.value for each in sorted(rates, key=lambda each: each.percent))


def _twice(documents: Sequence[EvidenceDocument]) -> Iterator[Finding]:
    known: set[tuple[EvidenceKind, str, date, str | None]] = set()
    for place, each in enumerate(documents):
        key = (each.kind, "".join(each.number.casefold().split()), each.on, each.seller)
        if key in known:
            yield Finding(Fault.TWICE, LINKS_OF[each.kind][0], place, each.number)
        known.add(key)
