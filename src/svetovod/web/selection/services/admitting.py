"""Admitting: one application, or many whose checks came to the same. Nothing here weakens what each must have."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.bulk import each
from svetovod.web.common.errors import Refused
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import ApplicationState as State
from svetovod.web.selection.enums import CheckAnswer
from svetovod.web.selection.models import Application, SelectionRound
from svetovod.web.selection.phrases import CHECKLIST

from ._common import locked_application, locked_round
from .formal import answers_agreed, decide, refuse_decided


@transaction.atomic
def application_admit(*, actor: Any, application: Application, at: datetime) -> Application:
    """Every item of the checklist must conform. Sent twice, it is admitted once."""
    actor = ACCESS.admit("application.decide", actor, application)
    row = locked_application(application)
    if row.state == State.ADMITTED:
        return row
    admission_check(row)
    return decide(actor, row, "admit", at)


def admission_check(row: Application) -> None:
    """Refuses an application with an open point: who has not finished, on what they differ, what does not conform."""
    refuse_decided(row, "application_decide")
    answers = answers_agreed(row)
    open_items = [key for key in CHECKLIST if answers.get(key) != CheckAnswer.YES]
    if open_items:
        raise Refused(
            "check.incomplete",
            _("An application is admitted when every item conforms. Not so yet: %(items)s.")
            % {"items": "; ".join(str(CHECKLIST[key][0]) for key in open_items)},
            items=open_items,
        )


@transaction.atomic
def applications_admit(
    *, actor: Any, round: SelectionRound, applications: Iterable[Application], at: datetime
) -> dict[int, str]:
    """By key, applications that are not admitted, and why. Each has its own decision, entry and letter."""
    actor = ACCESS.admit("round.check", actor, round)
    locked_round(round)
    return each(applications, lambda row: application_admit(actor=actor, application=row, at=at))
