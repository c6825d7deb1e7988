"""What selections mean to one project: those it is in, and those it could be filed to. One question for a page."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q

from svetovod.web.selection.enums import OUTCOMES, ApplicationState, RoundState
from svetovod.web.selection.models import RankingRun, SelectionRound

FIELDS = (
    "slug",
    "title",
    "state",
    "legal_mode",
    "opens_at",
    "closes_at",
    "own__pk",
    "own__state",
    "own__number",
    "own__requested",
    "own__correct_until",
)


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
    requested: Decimal | None = None
    correct_until: datetime | None = None

    @property
    def shown_state(self) -> str:
        return shown_state(self.application_state, self.state)

    @property
    def filed(self) -> bool:
        return self.application is not None and self.application_state != ApplicationState.DRAFT

    def takes_applications(self, at: datetime) -> bool:
        bounds = self.opens_at is not None and self.closes_at is not None and self.opens_at <= at < self.closes_at
        return self.state == RoundState.OPEN and bounds


def shown_state(application_state: str, round_state: str) -> str:
    """What an applicant is told: an outcome only once the result is published."""
    if application_state in OUTCOMES and round_state != RoundState.PUBLISHED:
        return ApplicationState.RANKED
    return application_state


def money_granted(slug: str, code: str) -> Decimal | None:
    """What the stored ranking gives the project."""
    run = RankingRun.objects.filter(round__slug=slug).order_by("-id").first()
    places = run.result["ranking"] if run else []
    return next((Decimal(place["allocated"]) for place in places if place["project"] == code), None)


def rounds_of_project(project: Any) -> list[ProjectRound]:
    """Open selections and those with an application of the project, by the end of the intake; asked once per object."""
    known: list[ProjectRound] | None = project.__dict__.get("_rounds")
    if known is None:
        own = FilteredRelation("applications", condition=Q(applications__project=project.pk))
        found = SelectionRound.objects.annotate(own=own).filter(Q(state=RoundState.OPEN) | Q(own__isnull=False))
        rows = found.order_by("closes_at", "pk").values_list(*FIELDS)
        known = project.__dict__["_rounds"] = [
            ProjectRound(
                slug, title, state, mode, opens, closes, application, own_state or "", number or "", asked, until
            )
            for slug, title, state, mode, opens, closes, application, own_state, number, asked, until in rows
        ]
    return known
