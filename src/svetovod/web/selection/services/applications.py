"""The applicant's side before and after the filing: a draft that is never lost, withdrawing, the official number."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects.models import JointProject
from svetovod.web.selection import letters
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import ApplicationState
from svetovod.web.selection.models import Application, SelectionRound
from svetovod.web.selection.states import APPLICATION
from svetovod.web.selection.steps import STEPS

from ._common import locked_application, locked_round, require_step


@transaction.atomic
def application_draft(
    *, actor: Any, round: SelectionRound, project: JointProject, requested: Decimal | None = None,
    minimum: Decimal | None = None, revision: int | None = None, at: datetime,
) -> Application:  # fmt: skip
    """Starts an application or keeps what was typed; also after the deadline, for nothing typed is lost.

    Without a sum the project's own are taken, as the page of a draft not begun yet shows them: `revision`, which counts
    what was typed, stays.
    """
    actor = ACCESS.admit("round.view", actor, round)
    actor = ACCESS.admit("application.draft", actor, Application(round=round, project=project))
    application = _one(round, project)
    if application.number:
        return application
    if revision is not None and revision != application.revision:
        raise Conflict("application.revision", _("Somebody else has changed this application. Reload the page."))
    if requested is not None:
        application.requested, application.minimum = requested, minimum
        application.revision += 1
    elif application.requested is None:
        application.requested, application.minimum = project.requested, project.minimum
    refuse_sums(application)
    application.save()
    record(
        actor=actor, action="application.draft", subject=application, at=at, project=project.code,
        revision=application.revision,
    )  # fmt: skip
    return application


def _one(round_: SelectionRound, project: JointProject) -> Application:
    try:
        with transaction.atomic():
            Application.objects.get_or_create(round=round_, project=project)
    except IntegrityError:
        pass  # the other click made it
    return locked_application(Application.objects.get(round=round_, project=project))


def refuse_sums(application: Application) -> None:
    requested, minimum = application.requested, application.minimum
    if requested is not None and requested <= 0:
        raise Refused("application.requested", _("The subsidy requested must be more than zero."))
    if minimum is not None and (requested is None or not 0 < minimum <= requested):
        raise Refused(
            "application.minimum",
            _("The least acceptable subsidy must be more than zero and not more than the one requested."),
        )


def refuse_time(step: str, round_: SelectionRound, at: datetime) -> None:
    if round_.state in STEPS.states(step):
        assert round_.opens_at is not None and round_.closes_at is not None, "announced with its dates"
        if round_.opens_at <= at < round_.closes_at:
            return
    if round_.opens_at and at < round_.opens_at:
        raise Refused(
            "intake.not_yet",
            _("Applications are accepted from %(opens)s.") % {"opens": formatting.moment(round_.opens_at)},
        )
    raise Refused(
        "intake.over",
        _("Not accepted: the intake ended on %(closed)s, and the server's clock says %(now)s. Your draft is kept.")
        % {"closed": formatting.deadline(round_.closes_at), "now": formatting.moment(at)},
        closed=round_.closes_at,
        now=at,
    )


@transaction.atomic
def application_withdraw(*, actor: Any, application: Application, at: datetime) -> Application:
    """Possible until the deadline; the number is not given again."""
    actor = ACCESS.admit("application.withdraw", actor, application)
    round_ = locked_round(application.round)
    row = locked_application(application)
    if row.state == ApplicationState.WITHDRAWN:
        return row
    refuse_time("application_withdraw", round_, at)
    APPLICATION.move(row, "withdraw")
    row.save(update_fields=["state"])
    record(actor=actor, action="application.withdraw", subject=row, at=at, number=row.number)
    letters.withdrawn(row, at=at)
    return row


@transaction.atomic
def application_official(
    *, actor: Any, application: Application, number: str, filed_at: datetime, at: datetime
) -> Application:
    """In shadow mode: the number and time under which the application was filed where filing is a legal act."""
    actor = ACCESS.admit("application.official", actor, application)
    row = locked_application(application)
    require_step("application_official", row.round)
    row.official_number, row.official_at = number.strip(), filed_at
    columns_check(row)
    row.save(update_fields=["official_number", "official_at"])
    record(
        actor=actor, action="application.official", subject=row, at=at, number=row.number,
        official_number=row.official_number, official_at=filed_at,
    )  # fmt: skip
    return row
