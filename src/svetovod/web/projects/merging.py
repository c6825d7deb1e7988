"""What joint projects hold of an organisation when two records of it become one. Versions and the archive stay.

A project is told by its code alone: whoever joins two records need not be one who may read it.
"""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.merging import Mention, Merging, Mover, Obstacle, Rows

from .enums import ParticipantRole, ProjectState
from .models import JointProject, ProjectParticipant, ProjectVersion

ALIVE = ~Q(project__state=ProjectState.ARCHIVED)


def _shared(gone: int, kept: int) -> list[tuple[ProjectParticipant, ProjectParticipant]]:
    rows = ProjectParticipant.objects.filter(ALIVE, organisation__in=[gone, kept]).select_related("project")
    by_project: dict[int, dict[int, ProjectParticipant]] = {}
    for row in rows.order_by("project__number", "pk"):
        by_project.setdefault(row.project_id, {})[row.organisation_id] = row
    return [(both[gone], both[kept]) for both in by_project.values() if len(both) == 2]


def settle(merging: Merging) -> None:
    """In a project of both one part stays, the initiator's if one of them leads it; open forms must be read again."""
    touched = ProjectParticipant.objects.filter(ALIVE, organisation=merging.gone).values("project")
    JointProject.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    for twice, row in _shared(merging.gone, merging.kept):
        merging.steps.remove(twice)
        if twice.role == ParticipantRole.INITIATOR:
            merging.steps.change(row, role=twice.role, consent_at=row.consent_at or twice.consent_at)


def obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    for _twice, row in _shared(gone, kept):
        others = row.project.participants.count() - 1
        said = {"code": row.project.code, "n": others}
        yield Obstacle(
            _("Both take part in the project %(code)s: one part stays, and the project then has participants: %(n)d.")
            % said,
            row.project.get_absolute_url(),
            blocks=False,
        )


def others(organisation: int) -> Iterator[Mention]:
    """Frozen versions of the projects it takes part in: they name it as it was named then."""
    projects = ProjectParticipant.objects.filter(organisation=organisation).values("project")
    for version in ProjectVersion.objects.filter(project__in=projects).select_related("project").defer("content"):
        title = _("%(code)s, version %(number)d of %(day)s") % {
            "code": version.project.code, "number": version.number, "day": formatting.day(version.frozen_at),
        }  # fmt: skip
        yield Mention(_("Frozen versions of projects"), title, version.project.get_absolute_url(), stays=True)


MOVER = Mover(
    "projects",
    (
        Rows(
            "projects.JointProject", "initiator", gettext_lazy("Projects it leads"), lambda row: row.code,
            lambda row: row.get_absolute_url(), moving=~Q(state=ProjectState.ARCHIVED),
        ),
        Rows(
            "projects.ProjectParticipant", "organisation", gettext_lazy("Part in projects"),
            lambda row: f"{row.project.code}: {row.get_role_display()}", lambda row: row.project.get_absolute_url(),
            moving=ALIVE, related=("project",),
        ),
        Rows(
            "projects.CostRow", "payer", gettext_lazy("Rows of estimates it pays"),
            lambda row: f"{row.project.code}, {row.position}",
            lambda row: row.project.get_absolute_url(), moving=ALIVE, related=("project",),
        ),
        Rows(
            "projects.ProjectStage", "responsible", gettext_lazy("Stages it answers for"),
            lambda row: f"{row.project.code}, {row.position}", lambda row: row.project.get_absolute_url(),
            moving=ALIVE, related=("project",),
        ),
        Rows(
            "projects.ProjectSection", "owner", gettext_lazy("Sections it writes"),
            lambda row: f"{row.project.code}: {row.key}", lambda row: row.project.get_absolute_url(),
            moving=ALIVE, related=("project",),
        ),
    ),
    obstacles, settle, others,
)  # fmt: skip
