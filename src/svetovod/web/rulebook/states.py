"""States of verifications and editions. Two persons: whoever proposed or drafted it cannot confirm or publish it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import EditionState as E
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


def _publishable(edition: Any, *, by: Any, today: Any, **context: Any) -> Refused | None:
    """By a second person, and only what is signed and can be cited."""
    if by == edition.drafted_by_id or by in edition.earlier_drafters:
        return Refused(
            "edition.same_person",
            _("You drafted this edition yourself. It takes a second person: ask another registry officer."),
        )
    return unready(edition, today)


def unready(edition: Any, today: Any) -> Refused | None:
    """Why nobody can publish the draft yet; None where a second person can."""
    if not edition.number or edition.signed_on is None or not edition.publication:
        return Refused(
            "edition.unsigned",
            _("Only a signed act is published: its author enters the number, the day of signing and the publication."),
        )
    if edition.signed_on > today:
        return Refused(
            "edition.signed_later",
            _("The act is signed on %(day)s. It is published here from that day on.")
            % {"day": formatting.day(edition.signed_on)},
        )
    if any(not change["point"] for change in edition.changes):
        return Refused("edition.points", _("Each change names its point of the act: the author enters those missing."))
    return None


EDITION = StateTable(
    "edition",
    [
        Transition(E.DRAFT, E.PUBLISHED, "publish", "edition.publish", _publishable),
        Transition(E.DRAFT, E.DISCARDED, "discard", "edition.discard", _with_reason),
    ],
)
