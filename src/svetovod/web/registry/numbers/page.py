"""What the pages of numbers show."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.documents.selectors import attachments_by_subject
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import NumberState
from svetovod.web.registry.models import NumberCheck, Organisation

from . import selectors

LOOK = {NumberState.UNCHECKED: "warn", NumberState.VERIFIED: "yes", NumberState.REJECTED: "no"}


def queued(rows: Any) -> list[tuple[Organisation, str]]:
    """Rows of the queue with the name of their region."""
    return [(row, registry.region_name(row.region)) for row in rows]


def checks(actor: Any, organisation: Organisation) -> list[tuple[NumberCheck, str, list[Any]]]:
    """What was said of the numbers, the newest first: each with its look and the files the actor may read."""
    rows = list(selectors.checks_of(organisation))
    files = attachments_by_subject(actor, rows)
    return [(row, LOOK[NumberState(row.outcome)], files.get(str(row.pk), [])) for row in rows]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Participants of a workbook whose numbers no extract confirms: `sentence` for a paper, the rest for a page."""

    state: Any
    look: str
    sentence: str
    names: tuple[tuple[str, str], ...]


def doubts(content: Mapping[str, Any]) -> list[Doubt]:
    """Those not confirmed first, then those nobody has compared; empty where all are confirmed."""
    names = {row["inn"]: row["name"] for row in content["participants"]}
    found = selectors.doubts(names)
    groups = {
        state: tuple((names[inn], inn) for inn, each in found.items() if each == state)
        for state in (NumberState.REJECTED, NumberState.UNCHECKED)
    }
    return [Doubt(state.label, LOOK[state], _said(state, of, names), of) for state, of in groups.items() if of]


def _said(state: NumberState, of: Sized, all_of: Sized) -> str:
    said = _("Participants whose registration numbers are %(state)s: %(count)d of %(all)d.")
    return said % {"state": state.label, "count": len(of), "all": len(all_of)}


def of_organisation(actor: Any, organisation: Organisation) -> dict[str, Any]:
    """What the page of an organisation says: the state to everybody, who said so and why to those concerned."""
    concerned = ACCESS.allows("organisation.edit", actor, organisation)
    state = NumberState(organisation.numbers)
    return {
        "state": state.label, "look": LOOK[state], "check": selectors.last_check(organisation), "concerned": concerned,
        "may_verify": ACCESS.allows("organisation.verify", actor),
    }  # fmt: skip
