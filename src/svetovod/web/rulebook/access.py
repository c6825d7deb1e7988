"""Who may do what with the law as data: everybody reads it, officers of the registry compare it with the text."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role
from svetovod.web.common.access import AccessTable, anyone


@predicate
def registry_officer(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.REGISTRY_OFFICER)


ACCESS = AccessTable(
    "rulebook",
    {
        "item.view": anyone,
        "verification.view": anyone,
        "verification.propose": registry_officer,
        "verification.confirm": registry_officer,
        "verification.withdraw": registry_officer,
    },
)
