"""Official acts of a round, and where the official list and the register here say different things."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Denied
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import REGISTERED
from svetovod.web.selection.models import Application, OfficialAct, OfficialList, SelectionRound


@dataclass(frozen=True, slots=True)
class Divergence:
    """One difference. `number` is ours or, where we have none, the official one."""

    number: str
    what: str
    here: str
    there: str


def acts_of(actor: Any, round_: SelectionRound) -> list[tuple[OfficialAct, list[Any]]]:
    """Each act with its scans."""
    if not ACCESS.allows("official.view", actor, round_):
        raise Denied("official.view")
    rows = round_.official_acts.select_related("entered_by")
    return [(row, list(attachments_of(actor, row))) for row in rows]


def newest_list(actor: Any, round_: SelectionRound) -> OfficialList | None:
    if not ACCESS.allows("official.view", actor, round_):
        raise Denied("official.view")
    return round_.official_lists.select_related("imported_by").first()


def register_lines(actor: Any, round_: SelectionRound) -> list[Application]:
    if not ACCESS.allows("official.view", actor, round_) or round_.intake_sealed:
        return []
    return list(round_.applications.filter(state__in=REGISTERED).order_by("serial"))


def divergences(actor: Any, round_: SelectionRound) -> list[Divergence]:
    """By the official number where it was entered, else by the applicant's INN where it stands once on both sides."""
    found, kept = newest_list(actor, round_), register_lines(actor, round_)
    if found is None:
        return []
    pairs, alone, unknown = _matched(kept, found.lines)
    said: list[Divergence] = []
    for row, line in pairs:
        said += _compared(row, line)
    said += [
        Divergence(row.number, _("not in the official list"), str(row.initiator.get("name", "")), formatting.DASH)
        for row in alone
    ]
    said += [
        Divergence(line["number"], _("not registered here"), formatting.DASH, f"{line['name']}, {line['inn']}")
        for line in unknown
    ]
    return said


def _matched(rows: list[Application], lines: list[dict[str, Any]]) -> tuple[Any, Any, Any]:
    left = {line["number"]: line for line in lines}
    pairs, alone = [], []
    for row in rows:
        if row.official_number and row.official_number in left:
            pairs.append((row, left.pop(row.official_number)))
        else:
            alone.append(row)
    for row in list(alone):
        inn = row.initiator.get("inn")
        same = [line for line in left.values() if line["inn"] == inn]
        if not row.official_number and len(same) == 1 and sum(each.initiator.get("inn") == inn for each in alone) == 1:
            pairs.append((row, left.pop(same[0]["number"])))
            alone.remove(row)
    return pairs, alone, list(left.values())


def _compared(row: Application, line: dict[str, Any]) -> list[Divergence]:
    found = []
    if row.official_number != line["number"]:
        entered = row.official_number or _("not entered yet")
        found.append(Divergence(row.number, _("official number"), entered, line["number"]))
    if line["inn"] != row.initiator.get("inn"):
        found.append(Divergence(row.number, _("INN"), str(row.initiator.get("inn")), line["inn"]))
    if line["requested"] is not None and Decimal(line["requested"]) != row.requested:
        there = formatting.money(Decimal(line["requested"]))
        found.append(Divergence(row.number, _("sum"), formatting.money(row.requested), there))
    if line["filed_at"] and row.official_at and datetime.fromisoformat(line["filed_at"]) != row.official_at:
        there = formatting.moment(datetime.fromisoformat(line["filed_at"]))
        found.append(Divergence(row.number, _("time of registration"), formatting.moment(row.official_at), there))
    return found
