"""Frozen versions and showing them to an occasion."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.bridge import content_sha256
from svetovod.web.projects.content import Content
from svetovod.web.projects.enums import ProjectState, Purpose
from svetovod.web.projects.models import JointProject, ProjectAudience, ProjectVersion
from svetovod.web.projects.selectors import live_content
from svetovod.web.projects.states import PROJECT

from .locking import locked, opened_for_edit


@transaction.atomic
def version_freeze(
    *, actor: Any, project: JointProject, purpose: str, at: datetime, content: Content | None = None
) -> ProjectVersion:  # fmt: skip
    """Freezes the project as it stands. Freezing the same content for the same purpose again gives the same version.

    `content` is what the caller has read under the lock of the project in the same transaction.
    """
    actor, row = opened_for_edit(actor, project, "project.freeze")
    purpose = Purpose(purpose)
    content = content or live_content(row)
    sha256 = content_sha256(content)
    last = row.versions.order_by("-number").first()
    if last and last.sha256 == sha256 and last.purpose == purpose:
        return last
    version = ProjectVersion.objects.create(
        project=row, number=last.number + 1 if last else 1, purpose=purpose, content=content, sha256=sha256,
        frozen_at=at, frozen_by_id=actor.person_id,
    )  # fmt: skip
    record(
        actor=actor, action="version.freeze", subject=version, at=at,
        project=row.code, number=version.number, purpose=str(purpose), sha256=sha256,
    )  # fmt: skip
    return version


@transaction.atomic
def project_present(
    *, actor: Any, project: JointProject, version: ProjectVersion, occasion: str, at: datetime
) -> ProjectAudience:
    """Shows a version to an occasion (`session:<slug>`): its panel may now see the project and remark on it."""
    row = locked(project)
    actor = ACCESS.admit("project.present", actor, row)
    known = row.audiences.filter(occasion=occasion, version=version).first()
    if known:
        return known
    if row.state != ProjectState.PRESENTED:
        PROJECT.move(row, "present")
        row.changed_at = at
        row.save(update_fields=["state", "changed_at"])
    return audience_add(actor=actor, project=row, version=version, occasion=occasion, at=at)


@transaction.atomic
def audience_add(
    *, actor: Any, project: JointProject, version: ProjectVersion, occasion: str, at: datetime
) -> ProjectAudience:
    """Lets the people of an occasion see the project from `version` on, without moving its state."""
    actor = ACCESS.admit("project.present", actor, project)
    if version.project_id != project.pk:
        raise Refused("version.foreign", _("This version belongs to another project."))
    audience, made = ProjectAudience.objects.update_or_create(
        project=project, occasion=occasion, defaults={"version": version, "shown_at": at}
    )
    record(
        actor=actor, action="project.present", subject=project, at=at,
        occasion=occasion, version=version.number, first=made,
    )  # fmt: skip
    return audience
