"""The two state machines of a selection: the round and the application; a sheet's is beside them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import OUTCOMES
from .enums import ApplicationState as A
from .enums import RoundState as R
from .enums import SheetState as S


def _weights(round_: Any, **context: Any) -> Refused | None:
    total = sum(criterion.weight or 0 for criterion in round_.criteria.all())
    if total == 100 or round_.sums_points:
        return None
    return Refused(
        "weights.sum",
        _("The weights of the criteria sum to %(total)s, not to 100. Change the weights and announce again.")
        % {"total": formatting.number(total or 0)},
    )


def _intake_over(round_: Any, *, at: Any, **context: Any) -> Refused | None:
    if at >= round_.closes_at:
        return None
    return Refused(
        "intake.not_over",
        _("Applications are accepted until %(until)s. The intake cannot be closed earlier than it was announced.")
        % {"until": formatting.deadline(round_.closes_at)},
    )


def _envelopes_opened(round_: Any, *, closed: int, **context: Any) -> Refused | None:
    if not closed:
        return None
    return Refused(
        "envelopes.closed",
        ngettext(
            "%(count)d file in the envelopes of applications is not opened yet. The secretary and the chair open them "
            "first (“Opening of envelopes”).",
            "%(count)d files in the envelopes of applications are not opened yet. The secretary and the chair open "
            "them first (“Opening of envelopes”).",
            closed,
        )
        % {"count": closed},
    )


def _scoring_over(round_: Any, *, at: Any, **context: Any) -> Refused | None:
    if at >= round_.scoring_until:
        return None
    return Refused(
        "scoring.not_over",
        _("Experts score until %(until)s. Scores are opened after that, not earlier.")
        % {"until": formatting.deadline(round_.scoring_until)},
    )


def _all_decided(round_: Any, *, undecided: int, admitted: int, **context: Any) -> Refused | None:
    if undecided:
        return Refused(
            "check.undecided",
            ngettext(
                "The formal check of %(count)d application is not finished. Decide on it first.",
                "The formal check of %(count)d applications is not finished. Decide on them first.",
                undecided,
            )
            % {"count": undecided},
        )
    if not admitted:
        return Refused("check.nobody", _("No application is admitted: there is nothing to score. The selection fails."))
    return None


ROUND = StateTable(
    "round",
    [
        Transition(R.DRAFT, R.ANNOUNCED, "announce", "round.announce", _weights),
        Transition(R.ANNOUNCED, R.OPEN, "open", "round.open"),
        Transition(R.OPEN, R.INTAKE_CLOSED, "close", "round.close", _intake_over),
        Transition(R.INTAKE_CLOSED, R.FORMAL_CHECK, "check", "round.check", _envelopes_opened),
        Transition(R.FORMAL_CHECK, R.SCORING, "score", "round.score", _all_decided),
        Transition(R.SCORING, R.OPENED, "unseal", "opening.confirm", _scoring_over),
        Transition(R.OPENED, R.RANKED, "rank", "ranking.run"),
        Transition(R.RANKED, R.APPROVED, "approve", "round.approve"),
        Transition(R.APPROVED, R.PUBLISHED, "publish", "round.publish"),
        *(
            Transition(state, R.CANCELLED, "cancel", "round.cancel")
            for state in (
                R.DRAFT, R.ANNOUNCED, R.OPEN, R.INTAKE_CLOSED, R.FORMAL_CHECK, R.SCORING, R.OPENED, R.RANKED
            )
        ),
        Transition(R.INTAKE_CLOSED, R.FAILED, "fail", "round.cancel"),
        Transition(R.FORMAL_CHECK, R.FAILED, "fail", "round.cancel"),
    ],
)  # fmt: skip

APPLICATION = StateTable(
    "application",
    [
        Transition(A.DRAFT, A.FILED, "file", "application.file"),
        Transition(A.FILED, A.FILED, "replace", "application.file"),
        Transition(A.RETURNED, A.FILED, "correct", "application.file"),
        Transition(A.DRAFT, A.NOT_SUBMITTED, "miss", "round.close"),
        Transition(A.FILED, A.WITHDRAWN, "withdraw", "application.withdraw"),
        Transition(A.FILED, A.FORMAL_CHECK, "check", "application.check"),
        Transition(A.FORMAL_CHECK, A.FORMAL_CHECK, "check", "application.check"),
        Transition(A.FORMAL_CHECK, A.ADMITTED, "admit", "application.decide"),
        Transition(A.FORMAL_CHECK, A.NOT_ADMITTED, "refuse", "application.decide"),
        Transition(A.FILED, A.RETURNED, "return", "application.decide"),
        Transition(A.FORMAL_CHECK, A.RETURNED, "return", "application.decide"),
        Transition(A.RETURNED, A.NOT_ADMITTED, "refuse", "application.decide"),
        Transition(A.ADMITTED, A.SCORING, "score", "round.score"),
        Transition(A.SCORING, A.RANKED, "rank", "ranking.run"),
        Transition(A.RANKED, A.WINNER, "win", "round.approve"),
        Transition(A.RANKED, A.PARTIAL, "win_part", "round.approve"),
        Transition(A.RANKED, A.RESERVE, "reserve", "round.approve"),
        Transition(A.RANKED, A.REJECTED, "reject", "round.approve"),
        *(
            Transition(before, after, f"recount_{after.value}", "result.recount")
            for before in OUTCOMES
            for after in OUTCOMES
            if before != after
        ),
        # its parties have ended the agreement: the count leaves no award
        Transition(A.AGREEMENT, A.RESERVE, "recount_reserve", "result.recount"),
        Transition(A.AGREEMENT, A.REJECTED, "recount_rejected", "result.recount"),
        Transition(A.WINNER, A.REFUSED_AGREEMENT, "refuse_award", "award.change"),
        Transition(A.PARTIAL, A.REFUSED_AGREEMENT, "refuse_award", "award.change"),
        Transition(A.RESERVE, A.WINNER, "promote", "award.change"),
        Transition(A.RESERVE, A.PARTIAL, "promote_part", "award.change"),
        Transition(A.WINNER, A.AGREEMENT, "sign", "award.change"),
        Transition(A.PARTIAL, A.AGREEMENT, "sign", "award.change"),
    ],
)

SHEET = StateTable(
    "sheet",
    [
        Transition(S.DRAFT, S.SUBMITTED, "submit", "sheet.write"),
        Transition(S.DRAFT, S.CONFLICT_DECLARED, "declare", "conflict.declare"),
        Transition(S.SUBMITTED, S.CONFLICT_DECLARED, "declare", "conflict.declare"),
        Transition(S.SUBMITTED, S.OPENED, "unseal", "opening.confirm"),
    ],
)
