"""What selections mean to one project: those it is in, and those it could be filed to. One question for a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q

from svetovod.web.selection.enums import ApplicationState, RoundState
from svetovod.web.selection.models import SelectionRound

FIELDS = ("slug", "title", "state", "legal_mode", "opens_at", "closes_at", "own__pk", "own__state", "own__number")


@dataclass(frozen=True, slots=True)
class ProjectRound:
    """A selection seen from a project; the `application` fields are empty where it has none there."""

    slug: str
    title: str
    state: str
    legal_mode: str
    opens_at: datetime | None
    closes_at: datetime | None
    application: int | None
    application_state: str
    number: str

    @property
    def filed(self) -> bool:
        return self.application is not None and self.application_state != ApplicationState.DRAFT

    def takes_applications(self, at: datetime) -> bool:
        bounds = self.opens_at is not None and self.closes_at is not None and self.opens_at <= at < self.closes_at
        return self.state == RoundState.OPEN and bounds


def rounds_of_project(project: Any) -> list[ProjectRound]:
    """Open selections and those with an application of the project, by the end of the intake; asked once per object."""
    known: list[ProjectRound] | None = project.__dict__.get("_rounds")
    if known is None:
        own = FilteredRelation("applications", condition=Q(applications__project=project.pk))
        found = SelectionRound.objects.annotate(own=own).filter(Q(state=RoundState.OPEN) | Q(own__isnull=False))
        rows = found.order_by("closes_at", "pk").values_list(*FIELDS)
        known = project.__dict__["_rounds"] = [
            ProjectRound(slug, title, state, mode, opens, closes, application, own_state or "", number or "")
            for slug, title, state, mode, opens, closes, application, own_state, number in rows
        ]
    return known
