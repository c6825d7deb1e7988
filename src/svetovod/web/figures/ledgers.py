"""An accountant's files on their way to the draft: read, added up, offered; the files themselves are not kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused

from . import bridge, pages, phrases, selectors
from .models import FiguresContact, FiguresReply

MOST = 200  # partners offered; the largest first


@dataclass(frozen=True, slots=True)
class Offer:
    """A partner found: its product group as it was named before, ticked when it belongs to the cluster."""

    inn: str
    name: str
    amount: Decimal
    group: str
    member: bool


@dataclass(frozen=True, slots=True)
class Found:
    side: str
    offers: list[Offer]
    hidden: int
    left_out: list[tuple[str, int, Decimal]]


def read(reply: FiguresReply, files: Sequence[Any], rate: Decimal | None) -> Found:
    """Sums over all files, without the tax. Refuses everything that is wrong with any of them."""
    readings = [(file.name, bridge.read_file(file.file, reply.request.year)) for file in files]
    bad = [f"{name}: {bridge.say(e, formatting.lang())}" for name, reading in readings for e in reading.errors]
    if bad:
        raise Refused("accounts.file", " ".join(bad))
    found = [reading.value for _name, reading in readings if reading.value is not None]
    if len({accounts.side for accounts in found}) > 1:
        raise Refused(
            "accounts.sides", _("Purchases and sales at once. Drop in the files of one kind, then the others.")
        )
    if rate is None and any(accounts.with_vat for accounts in found):
        raise Refused("accounts.rate", _("The turnover includes VAT: give its rate, 0 if there is none."))
    return _found(reply, found, rate or Decimal(0))


def _found(reply: FiguresReply, found: Sequence[bridge.Accounts], rate: Decimal) -> Found:
    gross = bridge.add_up(a for a in found if a.with_vat)
    sums = defaultdict(Decimal, {inn: bridge.without_vat(amount, rate) for inn, amount in gross.items()})
    for inn, amount in bridge.add_up(a for a in found if not a.with_vat).items():
        sums[inn] += amount
    members, groups = dict(selectors.members_known(reply)), selectors.groups_of(reply)
    names = {party.inn: party.name for accounts in found for party in accounts.parties} | members
    offers = [
        Offer(inn, names.get(inn, ""), amount, groups.get(inn, ""), inn in members)
        for inn, amount in sums.items()
        if inn != reply.organisation.inn
    ]
    offers.sort(key=lambda offer: (not offer.member, -offer.amount))
    gone: dict[str, list[Any]] = defaultdict(lambda: [0, Decimal(0)])
    for accounts in found:
        for each in accounts.left_out:
            gone[each.reason] = [gone[each.reason][0] + each.rows, gone[each.reason][1] + each.amount]
    left = [(str(phrases.LEFT_OUT[reason]), rows, amount) for reason, (rows, amount) in sorted(gone.items())]
    return Found(found[0].side.value, offers[:MOST], len(offers[MOST:]), left)


def chosen(posted: Any, reply: FiguresReply, table: str) -> list[dict[str, str]]:
    """Rows ticked on the page of offers, as rows of the form. The sums are the enterprise's own to change."""
    partner = "seller" if table == "purchases" else "buyer"
    rows = []
    for inn in posted.getlist("take")[: bridge.ROWS]:
        row = {
            partner: inn[:12], "amount": str(posted.get(f"amount-{inn}", ""))[:40],
            "okpd2": str(posted.get(f"okpd2-{inn}", "")).strip().split(" ", 1)[0][:40], "year": str(reply.request.year),
        }  # fmt: skip
        rows.append(row | ({"for_final_product": bridge.YES} if table == "purchases" else {}))
    return rows


def merged(contact: FiguresContact, table: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """What is typed so far with the chosen rows in it: a partner's earlier row of that year gives way to its sum."""
    typed = pages.typed_for(contact)
    partner = "seller" if table == "purchases" else "buyer"
    taken = {(row[partner], row["year"]) for row in rows}
    kept = [row for row in typed.get(table, ()) if (row.get(partner), row.get("year")) not in taken]
    return dict(typed) | {table: [*kept, *rows]}
