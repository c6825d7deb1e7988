"""Kits of a project for the eye: a line a row of the estimate, and the register of its documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.projects.enums import CostKind, EvidenceKind, VatRate

from . import bridge
from .words import Said, document_label, link_label, say

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link of a kit: `kind` and `text` are its state."""

    label: str
    count: int
    gross: Decimal
    net: Decimal
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class KitLine:
    """The kit of a row."""

    row: Mapping[str, Any]
    title: str
    amount: Decimal
    proven: Decimal
    links: Sequence[LinkLine]
    said: Sequence[Said]

    @property
    def complete(self) -> bool:
        return not self.said

    @property
    def begun(self) -> bool:
        return bool(self.row.get("documents"))


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of the register: its parts of all rows, by one number and day of one supplier."""

    label: str
    seller: str
    rows: Sequence[int]
    gross: Decimal
    vat: Decimal
    rate: str
    files: Sequence[str]


def build(content: Mapping[str, Any], on: date) -> list[KitLine]:
    """A line of every row of the estimate."""
    return [_line(row, kit) for row, kit in zip(content["costs"], bridge.kits(content, on), strict=True)]


def _line(row: Mapping[str, Any], kit: Any) -> KitLine:
    said = [say(each, row.get("documents", ())) for each in kit.findings]
    links = [_link(link, kit) for link in kit.needed]
    return KitLine(row, str(CostKind(row["kind"]).label), Decimal(row["amount"]), kit.proven, links, said)


def _link(link: Any, kit: Any) -> LinkLine:
    total = kit.totals[link]
    wrong = any(each.link is link for each in kit.findings)
    kind, text = (
        ("no", _("missing")) if not total.count else ("now", _("does not agree")) if wrong else ("yes", _("agrees"))
    )
    return LinkLine(link_label(link.value), total.count, total.gross, total.net, kind, text)


def headline(lines: Sequence[KitLine]) -> str:
    """The answer of the page."""
    whole = sum((line.amount for line in lines), NOTHING)
    proven = sum((line.proven for line in lines), NOTHING)
    left = sum(not line.complete for line in lines)
    if not left:
        return _("Every row is proven: %(sum)s") % {"sum": formatting.money_short(proven)}
    said = ngettext(
        "%(proven)s of %(whole)s is proven; the kit of %(count)d row is not whole",
        "%(proven)s of %(whole)s is proven; the kits of %(count)d rows are not whole", left,
    )  # fmt: skip
    return said % {
        "proven": formatting.money_short(proven), "whole": formatting.money_short(whole), "count": left,
    }  # fmt: skip


def register(content: Mapping[str, Any]) -> list[DocumentLine]:
    """Every document once, in the order of its day, with the rows it proves."""
    parts: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for row in content["costs"]:
        for each in row.get("documents", ()):
            key = (each["on"], each["kind"], each["number"], each["seller"])
            parts.setdefault(key, []).append((row["position"], each))
    return [_document(found) for _key, found in sorted(parts.items(), key=lambda pair: _order(pair[0]))]


def _order(key: tuple[str, ...]) -> tuple[str, int, str]:
    return key[0], EvidenceKind.values.index(key[1]), key[2]


def _document(found: Sequence[tuple[int, Mapping[str, Any]]]) -> DocumentLine:
    first = found[0][1]
    rates = sorted({str(VatRate(each["rate"]).label) for _row, each in found})
    return DocumentLine(
        label=document_label(first),
        seller=" ".join(filter(None, (first["seller_name"], first["seller"]))) or formatting.DASH,
        rows=sorted({row for row, _each in found}),
        gross=sum((Decimal(each["gross"]) for _row, each in found), NOTHING),
        vat=sum((Decimal(each["vat"]) for _row, each in found), NOTHING),
        rate=", ".join(rates),
        files=[file["name"] for _row, each in found for file in each["files"]],
    )
