"""Whose pages nobody looks at through their eyes: the announcement has promised that applicants alone read them."""

from typing import Any

from svetovod.web.accounts.actors import actor_of
from svetovod.web.projects.access import ACCESS

from .models import Application
from .models.round import BEFORE_CLOSING


def closed(person: Any) -> bool:
    """Reads a project that is applied for while the intake of its round is sealed."""
    sealed = Application.objects.filter(
        round__sealed_intake=True, round__unsealed_at=None, round__state__in=BEFORE_CLOSING
    ).select_related("project")
    actor = actor_of(person)
    return any(ACCESS.allows("project.view_draft", actor, row.project) for row in sealed)
