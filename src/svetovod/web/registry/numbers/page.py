"""What the pages of numbers show."""

from typing import Any

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


def of_organisation(actor: Any, organisation: Organisation) -> dict[str, Any]:
    """What the page of an organisation says: the state to everybody, who said so and why to those concerned."""
    concerned = ACCESS.allows("organisation.edit", actor, organisation)
    state = NumberState(organisation.numbers)
    return {
        "state": state.label, "look": LOOK[state], "check": selectors.last_check(organisation), "concerned": concerned,
        "may_verify": ACCESS.allows("organisation.verify", actor),
    }  # fmt: skip
