"""What papers there are on a day, and what each is made of."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.models import Ballot
from svetovod.web.commission.papers import KINDS, Kind
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.selection.enums import REGISTERED, SheetState
from svetovod.web.selection.models import Assignment

# address part, words, and what a paper is made of
Target = tuple[str, str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind with what it can be made of: address part and words."""

    kind: Kind
    targets: list[tuple[str, str]]


def shelves(actor: Any, round_: Any) -> list[Shelf]:
    if round_.archived or not ACCESS.allows("paper.view", actor, round_):
        raise Hidden
    there = [kind for kind in KINDS.values() if kind.there(round_.state)]
    found = {of: _targets(of, round_) for of in {kind.of for kind in there}}
    return [Shelf(kind, [(key, said) for key, said, _row in _made_of(kind, found[kind.of], round_)]) for kind in there]


def _made_of(kind: Kind, rows: list[Target], round_: Any) -> list[Target]:
    """A conclusion is made of an opened sheet, an extract of a published decision on the application."""
    if kind.key == "conclusion":
        return [row for row in rows if row[2].sheet.state == SheetState.OPENED]
    if kind.key == "extract" and not round_.protocols.exists():
        return []
    return rows


def _targets(of: str, round_: Any) -> list[Target]:
    if of == "round":
        return [("round", round_.title, round_)]
    if of == "expert":
        rows = round_.panel.select_related("person", "round").order_by("id")
        return [(row.code, f"{row.code} {row.person.name}", row) for row in rows]
    if of == "sheet":
        return [(_sheet_key(row), f"{row.application.number}, {row.member.code}", row) for row in _sheets(round_)]
    if of == "application":
        rows = round_.applications.filter(state__in=REGISTERED).select_related("project__cluster", "version")
        rows = rows.defer("version__content").order_by("serial")
        return [(row.number, f"{row.number} {row.project.code}", row) for row in rows]
    if of == "sitting":
        rows = round_.sittings.exclude(state="cancelled").select_related("round", "presides__person")
        return [(str(row.number), formatting.numbered(row.number), row) for row in rows]
    rows = Ballot.objects.filter(item__sitting__round=round_, item__state__in=("accepted", "rejected"))
    rows = rows.exclude(opinion="").select_related("seat__person", "item__sitting__round").order_by("pk")
    return [(str(row.pk), f"{row.seat.person.name}, {row.item.title}", row) for row in rows]


def _sheet_key(row: Assignment) -> str:
    return f"{row.application.number}_{row.member.code}"


def _sheets(round_: Any) -> list[Assignment]:
    """What was filed and what was written is read of the one that a paper is made of."""
    rows = Assignment.objects.filter(application__round=round_).exclude(sheet__state=SheetState.CONFLICT_DECLARED)
    rows = rows.select_related("application__project", "application__version", "member__person", "sheet")
    rows = rows.defer("application__version__content", "sheet__sealed", "sheet__body", "sheet__salt")
    found = list(rows.order_by("application__serial", "member__code"))
    for row in found:
        row.application.round = round_
    return found


def target_get(actor: Any, round_: Any, kind_key: str, target: str) -> tuple[Kind, Any]:
    """The kind and what it is made of; hidden where the day has not come or there is no such thing."""
    kind = KINDS.get(kind_key)
    if (
        kind is None
        or round_.archived
        or not kind.there(round_.state)
        or not ACCESS.allows("paper.view", actor, round_)
    ):
        raise Hidden
    asked = [row for row in _targets(kind.of, round_) if row[0] == target]
    found = next((row for _key, _said, row in _made_of(kind, asked[:1], round_)), None)
    if found is None:
        raise Hidden
    return kind, found
