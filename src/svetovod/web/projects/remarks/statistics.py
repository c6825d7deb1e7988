"""What experts stumble over, by sections, over all projects: told only where so many that no project is named."""

from dataclasses import dataclass

from django.db.models import Count, Q

from svetovod.web.projects.enums import Severity
from svetovod.web.projects.models import ProjectAudience, Remark

LEAST = 5


@dataclass(frozen=True, slots=True)
class Stumble:
    """Of `shown` projects shown to experts, `projects` got a remark here, `blocking` of them an obligatory one."""

    projects: int
    blocking: int
    shown: int


def stumble(section: str, place: str = "") -> Stumble | None:
    """None with fewer than `LEAST` projects. One query where there are too few, two otherwise.

    Counts alone leave here: no text, no project, no expert.
    """
    here = Q(section=section, place=place) if place else Q(section=section)
    found = Remark.objects.filter(here).aggregate(
        projects=Count("project", distinct=True),
        blocking=Count("project", distinct=True, filter=Q(severity=Severity.BLOCKING)),
    )
    if found["projects"] < LEAST:
        return None
    shown = ProjectAudience.objects.values("project").distinct().count()
    return Stumble(found["projects"], found["blocking"], shown)
