"""Presentations: an initiator hands a version in, the organiser gives it a slot."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import Pitch, PracticalSession
from svetovod.web.events.seats import lock
from svetovod.web.projects import services as projects
from svetovod.web.projects.enums import ProjectState, Purpose

OPEN = (SessionState.PUBLISHED, SessionState.REGISTRATION_CLOSED, SessionState.MOVED_ONLINE)


def occasion(session: PracticalSession) -> str:
    """What a remark made here names as its occasion."""
    return f"session:{session.slug}"


@transaction.atomic
def pitch_submit(*, actor: Any, session: PracticalSession, project: Any, at: datetime) -> Pitch:
    """Freezes the project and hands that version in, until the papers' deadline.

    The same version is handed in once; who did not see the answer may ask again, also after the deadline.
    """
    row = lock(session)
    actor = ACCESS.admit("pitch.submit", actor, Pitch(session=row, project=project))
    project.refresh_from_db(fields=["state", "changed_at"])
    pitch = Pitch.objects.select_for_update(no_key=True).filter(session=row, project=project).first()
    if row.state not in OPEN or at >= row.papers_until:
        if pitch is not None and project.changed_at <= pitch.submitted_at < row.papers_until:
            return pitch
        raise Refused(
            "papers.closed",
            _("Papers were accepted until %(until)s, and the server's clock says %(now)s. Ask the organiser.")
            % {"until": formatting.deadline(row.papers_until), "now": formatting.moment(at)},
        )
    if project.state == ProjectState.IDEA:
        raise Refused(
            "pitch.idea",
            _("The project is only an idea: experts need its product, dates and estimate. Fill them in, then hand in."),
        )
    version = projects.version_freeze(actor=actor, project=project, purpose=Purpose.PRESENTATION, at=at)
    projects.project_present(actor=actor, project=project, version=version, occasion=occasion(row), at=at)
    if pitch is not None and pitch.version_id == version.pk:
        return pitch
    pitch = pitch or Pitch(session=row, project=project)
    pitch.version, pitch.submitted_at, pitch.submitted_by_id = version, at, actor.person_id
    columns_check(pitch)
    pitch.save()
    record(
        actor=actor, action="pitch.submit", subject=pitch, at=at, session=row.slug, project=project.pk,
        version=version.number, sha256=version.sha256,
    )  # fmt: skip
    return pitch


@transaction.atomic
def pitch_plan(*, actor: Any, pitch: Pitch, slot: datetime | None, hall: str, at: datetime) -> Pitch:
    """When and where it is presented."""
    row = (
        Pitch.objects.select_for_update(of=("self",), no_key=True).select_related("session", "project").get(pk=pitch.pk)
    )
    actor = ACCESS.admit("pitch.plan", actor, row)
    row.slot, row.hall = slot, hall
    row.save(update_fields=["slot", "hall"])
    record(actor=actor, action="pitch.plan", subject=row, at=at, slot=slot, hall=hall)
    return row
