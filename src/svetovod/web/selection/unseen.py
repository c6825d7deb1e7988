"""What the announcement of a sealed intake has promised: applicants alone read what they filed."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Scope
from svetovod.web.common.prepared import once_a_thread
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import ProjectAudience, ProjectVersion

from .access import ACCESS as SELECTIONS
from .enums import EnvelopeState
from .models import Application
from .models.round import BEFORE_CLOSING

# every row of an application as it ever stood: the version it pins now is not the only one it has pinned
FILINGS: Any = Application.pgh_event_model.objects  # type: ignore[attr-defined]


def closed(person: Any) -> bool:
    """Reads a project that is applied for while the intake of its round is sealed, or may file an application with an
    envelope that is closed: nobody looks through their eyes."""
    sealed = Application.objects.filter(
        round__sealed_intake=True, round__unsealed_at=None, round__state__in=BEFORE_CLOSING
    ).select_related("project")
    actor = actor_of(person)
    if any(ACCESS.allows("project.view_draft", actor, row.project) for row in sealed):
        return True
    # names and salts of files are for the applicant alone
    enveloped = Application.objects.filter(envelope__state=EnvelopeState.CLOSED).select_related("round", "project")
    return any(SELECTIONS.allows("application.file", actor, row) for row in enveloped.distinct())


def withheld(projects: Collection[int]) -> QuerySet[ProjectVersion, int]:
    """Versions with a content filed to such an intake, frozen by that filing or after it: no panel of a session reads
    them, though the content was replaced or the application withdrawn since.

    What was frozen before could be read before. A version that its team shows at a session after the filing is read.
    """
    return _filed_and_not_shown_since().filter(project__in=projects)


@once_a_thread
def _filed_and_not_shown_since() -> QuerySet[ProjectVersion, int]:
    filed = FILINGS.filter(
        project=OuterRef("project"), version__sha256=OuterRef("sha256"), filed_at__lte=OuterRef("frozen_at"),
        round__sealed_intake=True, round__unsealed_at=None, round__state__in=BEFORE_CLOSING,
    )  # fmt: skip
    again = ProjectAudience.objects.filter(version=OuterRef("pk"), occasion__startswith=f"{Scope.SESSION}:")
    rows = ProjectVersion.objects.filter(Exists(filed), ~Exists(again))
    return rows.values_list("pk", flat=True)
