"""Who may do what with the law as data: everybody reads it, officers compare it with the text and try drafts."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.standing import registry_officer
from svetovod.web.common.access import AccessTable, anyone


@predicate
def drafter(actor: Any, edition: Any) -> bool:
    return bool(actor.person_id) and edition.drafted_by_id == actor.person_id


ACCESS = AccessTable(
    "rulebook",
    {
        "item.view": anyone,
        "verification.view": anyone,
        "verification.propose": registry_officer,
        "verification.confirm": registry_officer,
        "verification.withdraw": registry_officer,
        "edition.view_draft": registry_officer,
        "edition.draft": registry_officer,
        "edition.edit": registry_officer & drafter,
        "edition.publish": registry_officer,
        "edition.discard": registry_officer,
    },
    again={"edition.publish"},
)
