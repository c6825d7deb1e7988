"""The way of an application, and of an entry of the registry."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import ApplicationState as A
from .enums import EntryState as E


def _another_officer(application: Any, *, actor: Any, decision: Any, **context: Any) -> Refused | None:
    if decision.prepared_by_id != actor.person_id:
        return None
    return Refused(
        "decision.same_officer", _("You prepared this decision yourself: another officer of the registry takes it.")
    )


def _term_over(application: Any, *, returned: Any, today: Any, **context: Any) -> Refused | None:
    if today > returned.until:
        return None
    return Refused(
        "return.not_over",
        _("The applicant has time until %(until)s. The review can go on without the papers after that.")
        % {"until": formatting.day(returned.until)},
    )


APPLICATION = StateTable(
    "confirmation",
    [
        Transition(A.DRAFT, A.FILED, "file", "application.file"),
        Transition(A.FILED, A.UNDER_REVIEW, "take", "application.review"),
        Transition(A.UNDER_REVIEW, A.RETURNED, "return", "application.return"),
        Transition(A.RETURNED, A.UNDER_REVIEW, "correct", "application.file"),
        Transition(A.RETURNED, A.UNDER_REVIEW, "resume", "application.review", _term_over),
        Transition(A.UNDER_REVIEW, A.PREPARED, "prepare", "application.prepare"),
        Transition(A.PREPARED, A.UNDER_REVIEW, "send_back", "application.decide", _another_officer),
        Transition(A.PREPARED, A.CONFIRMED, "confirm", "application.decide", _another_officer),
        Transition(A.PREPARED, A.REFUSED, "refuse", "application.decide", _another_officer),
        *(
            Transition(state, A.WITHDRAWN, "withdraw", "application.withdraw")
            for state in (A.FILED, A.UNDER_REVIEW, A.RETURNED)
        ),
    ],
)

ENTRY = StateTable(
    "registry_entry",
    [
        Transition(E.ACTIVE, E.EXPIRING, "near_end", "entry.tend"),
        Transition(E.ACTIVE, E.EXPIRED, "end", "entry.tend"),
        Transition(E.EXPIRING, E.EXPIRED, "end", "entry.tend"),
    ],
)
