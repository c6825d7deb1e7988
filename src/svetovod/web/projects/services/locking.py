"""The lock every write to a project takes, and what an edit does to its state."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.common.prepared import Prepared
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import JointProject, ProjectAudience
from svetovod.web.projects.states import PROJECT

EDIT_MOVES = {ProjectState.IDEA: "develop", ProjectState.PRESENTED: "rework", ProjectState.READY: "rework"}


def _locked(pk: int) -> QuerySet[JointProject]:
    rows = JointProject.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk)
    return rows.select_related("cluster__manager", "initiator", "section_list")


_LOCKED = Prepared(_locked, -1)


def locked(project: JointProject) -> JointProject:
    """The row under lock, read anew."""
    row: JointProject | None = _LOCKED.first(project.pk)
    if row is None:
        raise JointProject.DoesNotExist
    return row


def projects_hold(ids: Iterable[int]) -> None:
    """Many projects by key, and who was shown them: for a service that writes to them after an entry of its own, as
    whoever edits one holds it and waits for the journal. Before the selection, always (docs/explanation/writes.md)."""
    keys = list(ids)
    rows = JointProject.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(rows.order_by("pk").values_list("pk"))
    shown = ProjectAudience.objects.select_for_update(no_key=True).filter(project__in=keys)
    list(shown.order_by("pk").values_list("pk"))


def opened_for_edit(actor: Any, project: JointProject, action: str = "project.edit") -> tuple[Any, JointProject]:
    """The actor in the capacity that permits, and the locked row; an archived project is read only."""
    row = locked(project)
    actor = ACCESS.admit(action, actor, row)
    refuse_archived(row)
    return actor, row


def refuse_archived(row: JointProject) -> None:
    if row.state == ProjectState.ARCHIVED:
        raise Refused("project.archived", _("The project is archived: it can be read, not changed."))


def touch(row: JointProject, at: datetime, *, develops: bool = True, **fields: Any) -> None:
    """Marks an edit: an idea becomes a draft; what was presented or ready is in rework again."""
    move = EDIT_MOVES.get(ProjectState(row.state))
    if move == "rework" or (move and develops):
        PROJECT.move(row, move)
    row.changed_at = at
    row.save(update_fields=["state", "changed_at", *fields])
