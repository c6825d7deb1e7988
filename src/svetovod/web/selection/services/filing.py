"""Filing: a frozen version of the project against the server's clock, its replacement and its correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects.models import JointProject
from svetovod.web.projects.selectors import blocking_texts, live_content
from svetovod.web.projects.services import version_freeze
from svetovod.web.projects.services.locking import locked
from svetovod.web.selection import letters
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import ApplicationState
from svetovod.web.selection.models import Application
from svetovod.web.selection.states import APPLICATION

from ._common import locked_application, locked_round, require_step
from .applications import refuse_sums, refuse_time
from .envelopes import promises_of


@transaction.atomic
def application_file(*, actor: Any, application: Application, at: datetime) -> Application:
    """Registers the application with a frozen version of the project. Filing twice gives the first registration."""
    actor = ACCESS.admit("application.file", actor, application)
    if application.state == ApplicationState.FILED:
        application = Application.objects.select_related("round", "project").get(pk=application.pk)
        if application.state == ApplicationState.FILED:  # sent twice: neither the project nor the selection is held up
            return application
    application.round.refresh_from_db()  # a deadline moved a moment ago counts
    _refuse_late(application, at)  # before any lock, and again under it
    seen = _look(application, at)
    round_ = locked_round(application.round)
    row = locked_application(application)
    if row.state == ApplicationState.FILED:
        return row
    _refuse_late(row, at)
    if row.state == ApplicationState.RETURNED:
        # the time of the first registration stays, for the order of equal scores hangs on it
        return _register(actor, row, seen, "correct", at)
    row.serial = (round_.applications.aggregate(last=Max("serial"))["last"] or 0) + 1
    row.number = f"{round_.slug.upper()}-{row.serial:03d}"
    return _register(actor, row, seen, "file", at)


@transaction.atomic
def application_replace(*, actor: Any, application: Application, at: datetime) -> Application:
    """Until the deadline a newer version takes the place of the filed one: same number, new time."""
    actor = ACCESS.admit("application.file", actor, application)
    application.round.refresh_from_db()
    refuse_time("application_file", application.round, at)
    seen = _look(application, at)
    round_ = locked_round(application.round)
    row = locked_application(application)
    refuse_time("application_file", round_, at)
    return _register(actor, row, seen, "replace", at)


def _refuse_late(row: Application, at: datetime) -> None:
    """Whether the intake is over, or, after a return, the time for corrections."""
    if row.state != ApplicationState.RETURNED:
        refuse_time("application_file", row.round, at)
        return
    require_step("application_correct", row.round)
    if row.correct_until is None or at >= row.correct_until:
        raise Refused(
            "application.correct_until",
            _("Corrections were accepted until %(until)s.") % {"until": formatting.deadline(row.correct_until)},
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """The project, locked; what stands in it, who takes part, and what stands in the way of filing it."""

    project: JointProject
    content: dict[str, Any]
    parties: list[dict[str, Any]]
    blocking: Sequence[Any]


def _look(application: Application, at: datetime) -> _Seen:
    """Before the selection is locked, for which everybody who files in it waits: projects first, always.

    What is asked under the lock of the project, consents too, nobody takes back before the commit.
    """
    project = locked(application.project)
    content = live_content(project)  # read once: what is looked at is what is frozen
    blocking = blocking_texts(project, timezone.localtime(at).date(), content)
    return _Seen(project, content, _parties(project), blocking)


def _register(actor: Any, row: Application, seen: _Seen, action: str, at: datetime) -> Application:
    # the journal, which all others wait for, is locked by the freeze, when everything is looked at
    row.project = seen.project
    _refuse_unready(row, seen)
    row.version = version_freeze(actor=actor, project=seen.project, purpose="application", at=at, content=seen.content)
    row.project = row.pinned.project
    APPLICATION.move(row, action)
    row.parties = seen.parties
    if action != "correct":
        row.filed_at = at
    row.filed_by_id = actor.person_id
    row.revision += 1
    # everybody who files waits for the lock of the round: what the database holds to anyway is not asked of it before
    columns_check(row)
    row.save()
    # of a sealed application the journal holds the checksum of its version and nothing of what stands in it
    told = {} if row.round.intake_sealed else {
        "project": row.project.code, "requested": row.requested, "minimum": row.minimum,
    }  # fmt: skip
    promised = {"envelope": promises_of(row)} if row.round.envelope and action != "correct" else {}
    entry = record(
        actor=actor, action=f"application.{action}", subject=row, at=at, number=row.number,
        version=row.pinned.number, sha256=row.pinned.sha256, **told, **promised,
    )  # fmt: skip
    row.ledger_index = entry.index
    row.save(update_fields=["ledger_index"])
    letters.registered(row, at=at)
    return row


def _refuse_unready(row: Application, seen: _Seen) -> None:
    if row.requested is None:
        raise Refused("application.requested", _("Say which subsidy is requested."))
    refuse_sums(row)
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
    if seen.blocking:
        raise Refused(
            "application.not_ready",
            _("The project is not ready to be filed. What stands in the way: %(items)s.")
            % {"items": "; ".join(str(item) for item in seen.blocking)},
            items=seen.blocking,
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
