"""The applicant's side: a draft that is never lost, filing against the server's clock, replacing, withdrawing."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects.models import JointProject
from svetovod.web.projects.selectors import blocking_texts, live_content
from svetovod.web.projects.services import version_freeze
from svetovod.web.projects.services.locking import locked
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

    Without a sum the project's own are taken.
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
    elif application.requested is None:
        application.requested, application.minimum = project.requested, project.minimum
    _refuse_sums(application)
    application.revision += 1
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


def _refuse_sums(application: Application) -> None:
    requested, minimum = application.requested, application.minimum
    if requested is not None and requested <= 0:
        raise Refused("application.requested", _("The subsidy requested must be more than zero."))
    if minimum is not None and (requested is None or not 0 < minimum <= requested):
        raise Refused(
            "application.minimum",
            _("The least acceptable subsidy must be more than zero and not more than the one requested."),
        )


def _refuse_time(step: str, round_: SelectionRound, at: datetime) -> None:
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
def application_file(*, actor: Any, application: Application, at: datetime) -> Application:
    """Registers the application with a frozen version of the project. Filing twice gives the first registration."""
    actor = ACCESS.admit("application.file", actor, application)
    round_ = locked_round(application.round)
    row = locked_application(application)
    if row.state == ApplicationState.FILED:
        return row
    if row.state == ApplicationState.RETURNED:
        return _correct(actor, row, at)
    _refuse_time("application_file", round_, at)
    row.serial = (round_.applications.aggregate(last=Max("serial"))["last"] or 0) + 1
    row.number = f"{round_.slug.upper()}-{row.serial:03d}"
    return _register(actor, row, "file", at)


@transaction.atomic
def application_replace(*, actor: Any, application: Application, at: datetime) -> Application:
    """Until the deadline a newer version takes the place of the filed one: same number, new time."""
    actor = ACCESS.admit("application.file", actor, application)
    round_ = locked_round(application.round)
    row = locked_application(application)
    _refuse_time("application_file", round_, at)
    return _register(actor, row, "replace", at)


def _correct(actor: Any, row: Application, at: datetime) -> Application:
    """After a return: the time of the first registration stays, for the order of equal scores hangs on it."""
    require_step("application_correct", row.round)
    if row.correct_until is None or at >= row.correct_until:
        raise Refused(
            "application.correct_until",
            _("Corrections were accepted until %(until)s.") % {"until": formatting.deadline(row.correct_until)},
        )
    return _register(actor, row, "correct", at)


def _register(actor: Any, row: Application, action: str, at: datetime) -> Application:
    # what is asked under the lock of the project, consents too, nobody takes back before the commit; the journal, which
    # all others wait for, is locked by the freeze, when everything is looked at
    row.project = locked(row.project)
    content = live_content(row.project)  # read once: what is looked at is what is frozen
    _refuse_unready(row, content, at)
    row.version = version_freeze(actor=actor, project=row.project, purpose="application", at=at, content=content)
    row.project = row.pinned.project
    APPLICATION.move(row, action)
    row.parties = _parties(row.project)
    if action != "correct":
        row.filed_at = at
    row.filed_by_id = actor.person_id
    row.revision += 1
    # everybody who files waits for the lock of the round: what the database holds to anyway is not asked of it before
    row.full_clean(
        exclude=["round", "project", "version", "filed_by"], validate_unique=False, validate_constraints=False
    )
    row.save()
    # of a sealed application the journal holds the checksum of its version and nothing of what stands in it
    told = {} if row.round.intake_sealed else {
        "project": row.project.code, "requested": row.requested, "minimum": row.minimum,
    }  # fmt: skip
    entry = record(
        actor=actor, action=f"application.{action}", subject=row, at=at, number=row.number,
        version=row.pinned.number, sha256=row.pinned.sha256, **told,
    )  # fmt: skip
    row.ledger_index = entry.index
    row.save(update_fields=["ledger_index"])
    letters.registered(row, at=at)
    return row


def _refuse_unready(row: Application, content: dict[str, Any], at: datetime) -> None:
    if row.requested is None:
        raise Refused("application.requested", _("Say which subsidy is requested."))
    _refuse_sums(row)
    most = row.round.per_project
    if most is not None and row.requested > most:
        raise Refused(
            "application.cap",
            _("At most %(most)s can be requested for one project: so the announcement says. Ask for less.")
            % {"most": formatting.money(most)},
        )
    least = row.round.per_project_least
    if least is not None and row.requested < least:
        raise Refused(
            "application.floor",
            _("At least %(least)s must be requested for one project: so the announcement says.")
            % {"least": formatting.money(least)},
        )
    items = blocking_texts(row.project, timezone.localtime(at).date(), content)
    if items:
        raise Refused(
            "application.not_ready",
            _("The project is not ready to be filed. What stands in the way: %(items)s.")
            % {"items": "; ".join(str(item) for item in items)},
            items=items,
        )


def _parties(project: JointProject) -> list[dict[str, Any]]:
    rows = project.participants.select_related("organisation")
    found = [_party(row.organisation, str(row.role)) for row in rows]
    if not any(party["role"] == "initiator" for party in found):
        found.insert(0, _party(project.initiator, "initiator"))
    return found


def _party(organisation: Any, role: str) -> dict[str, Any]:
    return {
        "organisation": organisation.pk,
        "name": organisation.name,
        "inn": organisation.inn,
        "region": organisation.region,
        "role": role,
    }


@transaction.atomic
def application_withdraw(*, actor: Any, application: Application, at: datetime) -> Application:
    """Possible until the deadline; the number is not given again."""
    actor = ACCESS.admit("application.withdraw", actor, application)
    round_ = locked_round(application.round)
    row = locked_application(application)
    if row.state == ApplicationState.WITHDRAWN:
        return row
    _refuse_time("application_withdraw", round_, at)
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
    row.full_clean()
    row.save(update_fields=["official_number", "official_at"])
    record(
        actor=actor, action="application.official", subject=row, at=at, number=row.number,
        official_number=row.official_number, official_at=filed_at,
    )  # fmt: skip
    return row
