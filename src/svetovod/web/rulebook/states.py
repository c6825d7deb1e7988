"""States of a verification. Two persons: whoever proposed it cannot confirm or decline it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import VerificationState as V


def _second_person(verification: Any, *, by: Any, stands: bool = True, **context: Any) -> Refused | None:
    if by == verification.proposed_by_id:
        return Refused(
            "verification.same_person",
            _("You entered this verification yourself. It takes a second person: ask another registry officer."),
        )
    if not stands:
        return Refused(
            "verification.changed",
            _("The value in the rulebook has changed since it was read. Decline this verification and read it anew."),
        )
    return None


def _other_with_reason(verification: Any, *, by: Any, reason: str = "", **context: Any) -> Refused | None:
    return _second_person(verification, by=by) or _with_reason(verification, reason=reason)


def _with_reason(verification: Any, *, reason: str = "", **context: Any) -> Refused | None:
    if reason.strip():
        return None
    return Refused(
        "verification.reason", _("Give the reason: what does not agree with the text, and where it is written.")
    )


def _author_with_reason(verification: Any, *, by: Any, reason: str = "", **context: Any) -> Refused | None:
    if by != verification.proposed_by_id:
        return Refused(
            "verification.not_author", _("Whoever entered it takes it back; the second person confirms or declines it.")
        )
    return _with_reason(verification, reason=reason)


VERIFICATION = StateTable(
    "verification",
    [
        Transition(V.PROPOSED, V.CONFIRMED, "confirm", "verification.confirm", _second_person),
        Transition(V.PROPOSED, V.DECLINED, "decline", "verification.confirm", _other_with_reason),
        Transition(V.PROPOSED, V.WITHDRAWN, "withdraw", "verification.withdraw", _author_with_reason),
        Transition(V.CONFIRMED, V.WITHDRAWN, "withdraw", "verification.withdraw", _with_reason),
    ],
)
