"""Ordering all papers of a project as one archive."""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import BundleState
from svetovod.web.projects.models import JointProject, ProjectBundle, ProjectVersion

from .locking import locked


@transaction.atomic
def bundle_order(
    *, actor: Any, project: JointProject, version: ProjectVersion | None, at: datetime
) -> ProjectBundle:  # fmt: skip
    """Puts an archive in line; one of the same content that is being made already is not ordered twice."""
    from svetovod.web.projects.tasks import bundle_work  # the task module imports the work

    row = locked(project)
    actor = ACCESS.admit("bundle.make", actor, row)
    waiting = row.bundles.filter(version=version, state=BundleState.WAITING).first()
    if waiting is not None:
        return waiting
    bundle = ProjectBundle.objects.create(project=row, version=version, ordered_at=at, ordered_by_id=actor.person_id)
    record(
        actor=actor, action="bundle.order", subject=row, at=at,
        bundle=bundle.pk, version=version.number if version else None,
    )  # fmt: skip
    bundle_work.defer(bundle_id=bundle.pk)
    return bundle
