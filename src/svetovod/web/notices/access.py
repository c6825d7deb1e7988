"""Who may see letters, notices and reports of problems."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.standing import administrator
from svetovod.web.common.access import AccessTable, anyone, signed_in


@predicate
def own_notice(actor: Any, notice: Any) -> bool:
    return bool(actor.person_id) and notice.person_id == actor.person_id


ACCESS = AccessTable(
    "notices",
    {
        "mail.view": administrator,
        "mail.resend": administrator,
        "mail.drop": administrator,
        "mail.free": administrator,
        "notice.view": own_notice,
        "notice.read": own_notice,
        "notice.set": signed_in,
        "problem.tell": anyone,
        "problem.view": administrator,
        "problem.answer": administrator,
    },
)
