"""What is wrong with a kit, in words: place, what stands there, what should, and what mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from svetovod.web.common import formatting
from svetovod.web.projects.enums import EvidenceKind, VatRate


@dataclass(frozen=True, slots=True)
class Said:
    """One finding for the eye. `key` is the document's key in the content, "" where it is about a link or the row."""

    place: str
    value: str
    remedy: str
    key: str = ""


def link_label(link: str) -> str:
    return {
        "contract": _("contract"), "invoice": _("invoice or UPD"), "act": _("act or UPD"),
        "payment": _("payment orders"), "commissioning": pgettext("document of costs", "commissioning act"),
    }[link]  # fmt: skip


def document_label(row: Mapping[str, Any]) -> str:
    return _("%(kind)s No. %(number)s of %(day)s") % {
        "kind": EvidenceKind(row["kind"]).label, "number": row["number"], "day": _day(row["on"]),
    }  # fmt: skip


def say(finding: Any, documents: Sequence[Mapping[str, Any]]) -> Said:
    """`documents` are those of the row, in the order they were judged in."""
    document = documents[finding.document] if finding.document is not None else None
    by_link = finding.fault.value in {"vat_sum", "vat_rate"}
    place = document_label(document) if document and not by_link else _place(finding)
    value, remedy = _WORDS[finding.fault.value](finding)
    return Said(place, value, remedy, document["key"] if document else "")


def _place(finding: Any) -> str:
    return link_label(finding.link.value) if finding.link else _("the row itself")


def _money(text: str) -> str:
    return formatting.money(Decimal(text))


def _day(text: str) -> str:
    return formatting.day(date.fromisoformat(text))


def _rates(text: str) -> str:
    return ", ".join(str(VatRate(each).label) for each in text.split(", ") if each)


def _sums(finding: Any) -> dict[str, str]:
    return {
        "value": _money(finding.value), "wanted": _money(finding.wanted),
        "than": link_label(finding.than.value) if finding.than else "",
        "less": _money(str(abs(Decimal(finding.value) - Decimal(finding.wanted)))),
    }  # fmt: skip


_WORDS: dict[str, Any] = {
    "missing": lambda f: (_("there is none"), _("Add the document, or take the row out until there is one.")),
    "gap": lambda f: (
        _("%(value)s, and %(wanted)s by %(than)s: %(less)s is lacking") % _sums(f),
        _("Add the document of the rest, or lower the row to what is proven."),
    ),
    "excess": lambda f: (
        _("%(value)s, and only %(wanted)s by %(than)s: %(less)s too much") % _sums(f),
        _("Add what the excess rests on (a supplementary agreement, a further act), or give the row only its part."),
    ),
    "unproven": lambda f: (
        _("the estimate has %(value)s without VAT, the documents prove %(wanted)s") % _sums(f),
        _("Complete the kit, or lower the row by %(less)s.") % _sums(f),
    ),
    "unclaimed": lambda f: (
        _("the estimate has %(value)s without VAT, %(wanted)s was accepted") % _sums(f),
        _("Raise the row, or give it only its part of the documents."),
    ),
    "payer": lambda f: (
        _("the payer is %(value)s, the row's is %(wanted)s") % {"value": f.value, "wanted": f.wanted},
        _("Change the payer of the row, or take the document out: costs of another enterprise are not this row's."),
    ),
    "seller": lambda f: (
        _("the supplier is %(value)s, the contract's is %(wanted)s") % {"value": f.value, "wanted": f.wanted},
        _("Check the INN; for a change of the supplier add the agreement on it as a document."),
    ),
    "before": lambda f: (
        _("dated %(value)s, earlier than %(than)s of %(wanted)s")
        % {"value": _day(f.value), "wanted": _day(f.wanted), "than": link_label(f.than.value)},
        _("Check the dates; costs before the contract are not proven by it."),
    ),
    "future": lambda f: (
        _("dated %(value)s, a day still to come") % {"value": _day(f.value)},
        _("Check the date: what has not happened proves nothing yet."),
    ),
    "vat_sum": lambda f: (
        _("VAT of %(value)s, by the rate it is %(wanted)s") % _sums(f),
        _("Check the tax and the rate; more than a ruble a link is no rounding."),
    ),
    "vat_rate": lambda f: (
        _("the rate is %(value)s, elsewhere in the kit %(wanted)s")
        % {"value": _rates(f.value), "wanted": _rates(f.wanted) or formatting.DASH},
        _("Make the rate of all documents of the kit the one of the invoice."),
    ),
    "rate_day": lambda f: (
        _("there was no rate of %(rate)s on %(day)s")
        % {"rate": VatRate(f.value).label, "day": _day(f.wanted)},
        _("Check the rate and the date of the document."),
    ),
    "twice": lambda f: (
        _("entered twice"),
        _("Take one of the two out: a document proves a row once."),
    ),
}  # fmt: skip
