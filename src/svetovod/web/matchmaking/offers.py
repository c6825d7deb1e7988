"""What business meetings offer to whoever writes the canvas of a joint project: a cooperation table around it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Offer

from . import selectors
from .models import MeetingProfile
from .services.profiles import OPEN


def of(actor: Any, project: Any, at: datetime) -> Iterator[Offer]:
    """At sessions where the initiator meets others and invitations are still answered."""
    rows = MeetingProfile.objects.filter(
        organisation=project.initiator_id, session__state__in=OPEN, session__meeting_plan__wishes_until__gt=at,
    ).exclude(seats__table__project=project)  # fmt: skip
    for profile in rows.select_related("session__meeting_plan", "organisation"):
        session = profile.session
        url = reverse("matchmaking:cooperation", args=[session.slug, selectors.key_of(profile.organisation)])
        yield Offer(
            _("Open a cooperation table: find who is missing"), f"{url}?project={project.code}",
            f"{session.place}, {session.starts_on.year}", session.meeting_plan.wishes_until,
        )  # fmt: skip
