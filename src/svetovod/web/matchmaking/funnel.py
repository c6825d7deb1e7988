"""What came of the meetings: from invitations to joint projects and money."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from svetovod.web.projects import path

from .enums import MeetingState, Result
from .models import Meeting, MeetingWish


@dataclass(frozen=True, slots=True)
class Funnel:
    """From proposals to money. `intentions` are meetings of which either side says so, `funded` what is public."""

    invited: int
    agreed: int
    held: int
    intentions: int
    projects: int
    funded: int


def of(session: Any, found: Collection[Meeting], *, agreed: int) -> Funnel:
    both = [{said for _profile, said in each.results} for each in found]
    serious = {Result.INTENTION, Result.PROJECT}
    projects = {project for each in found if (project := _project(each))}
    return Funnel(
        invited=MeetingWish.objects.filter(session=session).count(),
        agreed=agreed,
        held=sum(each.state == MeetingState.HELD for each in found),
        intentions=sum(bool(said & serious) for said in both),
        projects=len(projects),
        funded=sum(path.funded(each) for each in projects),
    )


def _project(meeting: Meeting) -> Any:
    return meeting.cooperation.project if meeting.cooperation is not None else meeting.project
