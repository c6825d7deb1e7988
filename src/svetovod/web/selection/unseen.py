"""What the announcement of a sealed intake has promised: applicants alone read what they filed."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import Purpose
from svetovod.web.projects.models import ProjectVersion

from .models import Application
from .models.round import BEFORE_CLOSING


def closed(person: Any) -> bool:
    """Reads a project that is applied for while the intake of its round is sealed: nobody looks through their eyes."""
    sealed = Application.objects.filter(
        round__sealed_intake=True, round__unsealed_at=None, round__state__in=BEFORE_CLOSING
    ).select_related("project")
    actor = actor_of(person)
    return any(ACCESS.allows("project.view_draft", actor, row.project) for row in sealed)


def withheld(projects: Collection[int]) -> QuerySet[ProjectVersion, int]:
    """Versions filed to such an intake, also those that another has replaced since: no panel of a session reads them,
    though it reads the versions of the project before and after."""
    return ProjectVersion.objects.filter(
        project__in=projects, purpose=Purpose.APPLICATION, project__applications__round__sealed_intake=True,
        project__applications__round__unsealed_at=None, project__applications__round__state__in=BEFORE_CLOSING,
        frozen_at__gte=F("project__applications__round__opens_at"),
    ).values_list("pk", flat=True)  # fmt: skip
