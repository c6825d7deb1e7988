"""What a session offers to a joint project: to be presented."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Offer

from .models import PracticalSession
from .services.pitches import OPEN


def of(actor: Any, project: Any, at: datetime) -> Iterator[Offer]:
    """Sessions whose papers are still accepted and to which this project was not handed in."""
    found = PracticalSession.objects.filter(state__in=OPEN, papers_until__gt=at).exclude(pitches__project=project)
    for session in found.order_by("papers_until"):
        url = reverse("events:hand_in", args=[session.slug, project.code])
        yield Offer(
            _("Hand in for presentation"), url, f"{session.place}, {session.starts_on.year}", session.papers_until
        )
