"""Requests to change the map or the programme, as their reader may see them."""

from typing import Any

from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import ChangeRequest, JointProject


def changes_asked(actor: Any, project: JointProject) -> list[ChangeRequest]:
    """Requests to change the map or the programme: the team's and its managing organisation's."""
    if not ACCESS.allows("project.view_draft", actor, project):
        return []
    found = ChangeRequest.objects.filter(line__project=project)
    return list(found.select_related("line__project__cluster__manager", "asked_by", "answered_by"))
