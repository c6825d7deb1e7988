"""Everything answered as one workbook for whoever asked."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting, sheets
from svetovod.web.figures import bridge, phrases, selectors
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.registry import selectors as registry


@transaction.atomic
def summary_export(*, actor: Any, request: FiguresRequest, at: datetime) -> bytes:
    """Figures of enterprises leave the house: the journal says who took how many."""
    actor = ACCESS.admit("request.export", actor, request)
    parts = list(selectors.replies(request))
    record(actor=actor, action="figures.export", subject=request, at=at, parts=len(parts))
    return sheets.workbook(
        [
            (_("Participants"), _own_heads(), [_own(part) for part in parts]),
            (_("By region"), [_("Region"), *_sum_heads()], list(_regions(parts))),
            (_("Purchases"), _deal_heads("seller", final=True), list(_deals(parts, "purchases", "seller"))),
            (_("Sales"), _deal_heads("buyer", final=False), list(_deals(parts, "sales", "buyer"))),
            (_("Reconciliation"), _line_heads(), list(_lines(request))),
        ]
    )


def _own_heads() -> list[str]:
    heads = [_("INN"), _("Enterprise"), _("Region"), _("State"), _("Answered"), _("How it came"), _("Confirmed")]
    return [*heads, *(str(phrases.FIELDS[key]) for key in phrases.OWN)]


def _own(part: FiguresReply) -> list[Any]:
    organisation, answer = part.organisation, selectors.answer_of(part)
    cells: list[Any] = [
        organisation.inn, organisation.name, registry.region_name(organisation.region), part.get_state_display(),
    ]  # fmt: skip
    if answer is None:
        return cells
    confirmed = formatting.moment(answer.confirmed_at) if answer.confirmed_at else _("no")
    own = [_cell(key, answer.content[key]) for key in phrases.OWN]
    return [*cells, formatting.moment(answer.given_at), answer.get_way_display(), confirmed, *own]


def _cell(key: str, value: Any) -> Any:
    """A figure as a spreadsheet wants it: numbers as numbers, the rest in words."""
    if value is None or key in {"employees", "high_performance_jobs"}:
        return value
    return Decimal(value) if key in bridge.MONEY else phrases.say_value(key, value)


def _sum_heads() -> list[str]:
    return [_("Enterprises asked"), _("Answered"), *(str(phrases.FIELDS[key]) for key in phrases.OWN[:3])]


def _regions(parts: list[FiguresReply]) -> Iterator[list[Any]]:
    by_region: dict[str, list[FiguresReply]] = {}
    for part in parts:
        by_region.setdefault(registry.region_name(part.organisation.region), []).append(part)
    for name, found in sorted(by_region.items()):
        contents = [answer.content for part in found if (answer := selectors.answer_of(part))]
        yield [
            name, len(found), len(contents), sum(c["employees"] or 0 for c in contents),
            sum(c["high_performance_jobs"] or 0 for c in contents),
            sum((Decimal(c["revenue"] or 0) for c in contents), Decimal(0)),
        ]  # fmt: skip


def _deal_heads(partner: str, *, final: bool) -> list[str]:
    heads = [_("INN"), _("Enterprise"), *(str(phrases.FIELDS[key]) for key in (partner, "okpd2", "amount", "year"))]
    return [*heads, str(phrases.FIELDS["for_final_product"])] if final else heads


def _deals(parts: list[FiguresReply], table: str, partner: str) -> Iterator[list[Any]]:
    for part in parts:
        answer = selectors.answer_of(part)
        for row in answer.content[table] if answer else ():
            cells = [part.organisation.inn, part.organisation.name, row[partner] or "", row["okpd2"]]
            final = [phrases.say_value("for_final_product", row["for_final_product"])] if table == "purchases" else []
            yield [*cells, Decimal(row["amount"]), row["year"], *final]


def _line_heads() -> list[str]:
    names = [_("Buyer"), _("Seller"), _("Product group"), _("Year")]
    return [*names, _("The buyer names"), _("The seller names"), _("Difference of sums"), _("Result of the comparison")]


def _lines(request: FiguresRequest) -> Iterator[list[Any]]:
    for line in selectors.reconciliation(request):
        group = f"{line.group} / {line.other}" if line.other else line.group
        said = str(phrases.MATCH[line.match.value][1])
        yield [line.buyer, line.seller, group, line.year, line.bought, line.sold, line.difference, said]
