"""What business meetings hold of an organisation when two records of it become one. Sessions that are over stay."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mover, Obstacle, Rows
from svetovod.web.events.enums import SessionState

from .models import MeetingProfile

OVER = (SessionState.FINISHED, SessionState.ARCHIVED, SessionState.CANCELLED)


def obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    """Which of two profiles counts is for their people to say, and a meeting of the two would be one with oneself."""
    profiles = MeetingProfile.objects.filter(organisation=gone).exclude(session__state__in=OVER)
    for profile in profiles.select_related("session"):
        if MeetingProfile.objects.filter(organisation=kept, session=profile.session_id).exists():
            yield Obstacle(
                _("Both have a profile for the business meetings of “%(title)s”. Join them after the session.")
                % {"title": profile.session.slug},
                reverse("matchmaking:board", args=[profile.session.slug]),
            )


MOVER = Mover(
    "matchmaking",
    (
        Rows(
            "matchmaking.MeetingProfile", "organisation", gettext_lazy("Profiles for business meetings"),
            lambda row: row.session.slug, lambda row: reverse("matchmaking:board", args=[row.session.slug]),
            moving=~Q(session__state__in=OVER), related=("session",),
        ),
    ),
    obstacles,
)  # fmt: skip
