"""The formal check: a checklist per application, then one of three decisions, each with its reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.selection import letters, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import ApplicationState as State
from svetovod.web.selection.enums import CheckAnswer, RoundState
from svetovod.web.selection.models import Application, FormalCheckItem, SelectionRound
from svetovod.web.selection.phrases import CHECKLIST
from svetovod.web.selection.states import APPLICATION, ROUND

from ._common import locked_application, locked_round, require_state, require_text


@transaction.atomic
def check_save(
    *, actor: Any, application: Application, answers: Mapping[str, tuple[str, str]], at: datetime
) -> Application:
    """Keeps answers (key -> answer, comment). "Does not conform" needs a comment."""
    actor = ACCESS.admit("application.check", actor, application)
    row = _in_check(application)
    if row.state == State.FILED:
        APPLICATION.move(row, "check")
        row.save(update_fields=["state"])
    for key, (answer, comment) in answers.items():
        if key not in CHECKLIST:
            raise Refused("check.unknown", _("There is no such item in the checklist."), key=key)
        if answer == CheckAnswer.NO:
            require_text("check.comment", comment, _("Say what does not conform: the applicant reads it."))
        FormalCheckItem.objects.update_or_create(
            application=row, key=key,
            defaults={"answer": CheckAnswer(answer), "comment": comment.strip(), "by_id": actor.person_id},
        )  # fmt: skip
    record(
        actor=actor, action="application.check", subject=row, at=at, number=row.number,
        answers={key: str(answer) for key, (answer, _comment) in answers.items()},
    )  # fmt: skip
    return row


def _in_check(application: Application) -> Application:
    row = locked_application(application)
    require_state(row.round, RoundState.FORMAL_CHECK)
    if row.state not in (State.FILED, State.FORMAL_CHECK, State.RETURNED):
        raise Refused("check.decided", _("The formal check of this application is already decided."))
    return row


def _answers(row: Application) -> dict[str, str]:
    return dict(row.checks.values_list("key", "answer"))


def _decide(actor: Any, row: Application, action: str, at: datetime, reason: str = "") -> Application:
    APPLICATION.move(row, action)
    row.reason = reason
    row.save(update_fields=["state", "reason", "correct_until"])
    record(
        actor=actor, action=f"application.{action}", subject=row, at=at, number=row.number, state=str(row.state),
        reason=reason,
    )  # fmt: skip
    letters.decided(row, action, at=at)
    return row


@transaction.atomic
def application_admit(*, actor: Any, application: Application, at: datetime) -> Application:
    """Every item of the checklist must conform."""
    actor = ACCESS.admit("application.check", actor, application)
    row = _in_check(application)
    answers = _answers(row)
    open_items = [key for key in CHECKLIST if answers.get(key) != CheckAnswer.YES]
    if open_items:
        raise Refused(
            "check.incomplete",
            _("An application is admitted when every item conforms. Not so yet: %(items)s.")
            % {"items": "; ".join(str(CHECKLIST[key][0]) for key in open_items)},
            items=open_items,
        )
    return _decide(actor, row, "admit", at)


@transaction.atomic
def application_refuse(*, actor: Any, application: Application, reason: str, at: datetime) -> Application:
    """Not admitted: at least one item does not conform, and the reason is given in words."""
    actor = ACCESS.admit("application.check", actor, application)
    text = require_text("check.reason", reason, _("Give the reason: it stands in the protocol beside the decision."))
    row = _in_check(application)
    if CheckAnswer.NO not in _answers(row).values():
        raise Refused("check.no_ground", _("Mark the item that does not conform before refusing the application."))
    return _decide(actor, row, "refuse", at, text)


@transaction.atomic
def application_return(
    *, actor: Any, application: Application, reason: str, until: datetime, at: datetime
) -> Application:
    """Back to the applicant for correction until a moment that must lie ahead."""
    actor = ACCESS.admit("application.check", actor, application)
    text = require_text("check.reason", reason, _("Say what to correct."))
    if until <= at:
        raise Refused("check.until", _("The time for corrections must lie ahead."))
    row = _in_check(application)
    row.correct_until = until
    return _decide(actor, row, "return", at, text)


@transaction.atomic
def scoring_start(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """Hands the admitted applications to the experts; possible when every application is decided."""
    actor = ACCESS.admit("round.score", actor, round)
    row = locked_round(round)
    applications = list(row.applications.select_for_update())
    undecided = sum(a.state in (State.FILED, State.FORMAL_CHECK, State.RETURNED) for a in applications)
    admitted = [a for a in applications if a.state == State.ADMITTED]
    ROUND.move(row, "score", at=at, undecided=undecided, admitted=len(admitted))
    row.save(update_fields=["state"])
    for application in admitted:
        APPLICATION.move(application, "score")
        application.save(update_fields=["state"])
    record(actor=actor, action="round.score", subject=row, at=at, admitted=[a.number for a in admitted])
    summons.scoring_started(row, at=at)
    return row
