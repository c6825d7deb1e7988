"""The way of an application, and of an entry of the registry."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import AppealState as P
from .enums import ApplicationState as A
from .enums import EntryState as E
from .enums import ExclusionState as X
from .enums import ReportState as R


def _another_officer(subject: Any, *, actor: Any, decision: Any, **context: Any) -> Refused | None:
    if decision.prepared_by_id != actor.person_id:
        return None
    return Refused(
        "decision.same_officer", _("You prepared this decision yourself: another officer of the registry takes it.")
    )


def _took_no_part(appeal: Any, *, actor: Any, decision: Any, **context: Any) -> Refused | None:
    if actor.person_id not in {decision.prepared_by_id, decision.decided_by_id}:
        return None
    return Refused(
        "appeal.same_officer",
        _("You took part in the decision that is appealed against: an officer who did not considers the appeal."),
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
        Transition(A.REFUSED, A.UNDER_REVIEW, "reopen", "application.hear"),
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
        Transition(E.ACTIVE, E.EXCLUDED, "exclude", "entry.exclude"),
        Transition(E.EXPIRING, E.EXCLUDED, "exclude", "entry.exclude"),
        Transition(E.EXCLUDED, E.ACTIVE, "restore", "application.hear"),
    ],
)

EXCLUSION = StateTable(
    "exclusion",
    [
        Transition(X.PROPOSED, X.TAKEN, "take", "entry.exclude", _another_officer),
        Transition(X.PROPOSED, X.DROPPED, "drop", "entry.exclude", _another_officer),
        Transition(X.TAKEN, X.OVERTURNED, "overturn", "application.hear"),
    ],
)

APPEAL = StateTable(
    "confirmation_appeal",
    [
        Transition(P.FILED, P.CONSIDERED, "consider", "application.hear", _took_no_part),
        Transition(P.CONSIDERED, P.UPHELD, "uphold", "application.hear", _took_no_part),
        Transition(P.CONSIDERED, P.REJECTED, "reject", "application.hear", _took_no_part),
    ],
)

REPORT = StateTable(
    "membership_report",
    [
        Transition(R.FILED, R.ACCEPTED, "accept", "entry.answer"),
        Transition(R.FILED, R.DECLINED, "decline", "entry.answer"),
    ],
)
