"""Who may read the journal. Roles are named by their codes: `accounts` stands above this app."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.common.access import AccessTable, signed_in


@predicate
def auditor(actor: Any, obj: Any = None) -> bool:
    """Of the whole installation: the journal has no rounds, and a round's auditor takes that round's export."""
    return bool(actor.holds("auditor", "platform"))


@predicate
def administrator(actor: Any, obj: Any = None) -> bool:
    return bool(actor.holds("administrator", "platform"))


ACCESS = AccessTable(
    "audit",
    {
        "journal.view": auditor | administrator,
        "clock.view": signed_in,
        "clock.move": signed_in,
    },
)
