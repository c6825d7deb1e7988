"""Creating a project, editing its text, and moving it along."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ParticipantRole, ProjectState, Severity
from svetovod.web.projects.fit.standing import of_content as fit_standing
from svetovod.web.projects.models import JointProject, ProjectParticipant
from svetovod.web.projects.readiness import blockers
from svetovod.web.projects.selectors import live_content, open_remarks
from svetovod.web.projects.states import PROJECT
from svetovod.web.registry.selectors import members_of

from .locking import locked, opened_for_edit, touch

CODE_PREFIX = "П"
AT_ONCE = timedelta(minutes=5)
NUMBER_LOCK = 4107
EDITABLE = (
    "title", "replaces", "buyers", "makers", "lacking", "okpd2", "tnved", "start", "end",
    "requested", "minimum", "own_funds", "loan_funds",
)  # fmt: skip
IDEA_ONLY = {"title", "replaces", "buyers", "makers", "lacking"}


@transaction.atomic
def project_create(
    *, actor: Any, cluster: Any, organisation: Any, title: str, canvas: Mapping[str, str] | None = None, at: datetime
) -> JointProject:
    """A new idea of `organisation`, a member of `cluster`, which is thereby its initiator.

    The same idea sent again at once is the one made first.
    """
    project = JointProject(
        cluster=cluster, initiator=organisation, title=title.strip(), **(canvas or {}), created_at=at, changed_at=at
    )
    actor = ACCESS.admit("project.create", actor, project)
    _refuse_stranger(cluster, organisation)
    number = _next_number()
    again = JointProject.objects.filter(
        initiator=organisation, cluster=cluster, title=project.title, state=ProjectState.IDEA, **(canvas or {}),
        created_at__range=(at - AT_ONCE, at),
    ).first()  # fmt: skip
    if again is not None:
        return again
    project.number = number
    project.code = f"{CODE_PREFIX}-{project.number:02d}"
    columns_check(project)
    project.save()
    ProjectParticipant.objects.create(
        project=project, organisation=organisation, role=ParticipantRole.INITIATOR, invited_at=at, consent_at=at
    )
    record(actor=actor, action="project.create", subject=project, at=at, code=project.code, cluster=cluster.slug)
    return project


def _refuse_stranger(cluster: Any, organisation: Any) -> None:
    if not members_of(cluster).filter(organisation=organisation).exists():
        raise Refused(
            "project.not_a_member",
            _("%(name)s is not a participant of this cluster: the initiator of a joint project must be one (PP 41).")
            % {"name": organisation},
        )


def _next_number() -> int:
    """The next free number; the lock lasts until commit, so that codes have no holes and no twins."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [NUMBER_LOCK])
    return (JointProject.objects.aggregate(top=Max("number"))["top"] or 0) + 1


@transaction.atomic
def project_edit(
    *, actor: Any, project: JointProject, revision: int, edit_key: str = "", fields: Mapping[str, Any], at: datetime
) -> JointProject:
    """Writes the given fields. `Conflict` when somebody else's edit came after `revision`.

    `edit_key` names the open form: its own earlier autosaves are no conflict.
    """
    actor, row = opened_for_edit(actor, project)
    changed = {name: value for name, value in fields.items() if name in EDITABLE and getattr(row, name) != value}
    if not changed:
        return row
    if revision != row.revision and not (edit_key and edit_key == row.edit_key):
        raise Conflict(
            "project.conflict",
            _("Somebody else changed the project while you were writing. Compare both texts and save again."),
            revision=row.revision,
        )
    for name, value in changed.items():
        setattr(row, name, value)
    columns_check(row, but=("number", "code"))
    row.revision += 1
    row.edit_key = edit_key
    touch(row, at, develops=bool(set(changed) - IDEA_ONLY), **changed, revision=1, edit_key=1)
    record(actor=actor, action="project.edit", subject=row, at=at, fields=sorted(changed), revision=row.revision)
    return row


@transaction.atomic
def project_complete(*, actor: Any, project: JointProject, at: datetime) -> JointProject:
    """The team says the project is ready for a selection; refused while something blocks."""
    actor, row = opened_for_edit(actor, project)
    remarks = [r for r in open_remarks(row) if r.severity == Severity.BLOCKING]
    content = live_content(row)
    found = blockers(content, timezone.localdate(at), fit=fit_standing(content, row.cluster))
    PROJECT.move(row, "complete", blocking=len(found) + len(remarks))
    row.changed_at = at
    row.save(update_fields=["state", "changed_at"])
    record(actor=actor, action="project.complete", subject=row, at=at)
    return row


@transaction.atomic
def project_archive(*, actor: Any, project: JointProject, at: datetime) -> JointProject:
    row = locked(project)
    actor = ACCESS.admit("project.archive", actor, row)
    PROJECT.move(row, "archive")
    row.changed_at = at
    row.save(update_fields=["state", "changed_at"])
    record(actor=actor, action="project.archive", subject=row, at=at)
    return row
