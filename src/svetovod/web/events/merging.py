"""What practical sessions hold of an organisation when two records of it become one. Sessions that are over stay."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mover, Rows

from .enums import SessionState
from .models import PracticalSession

OVER = (SessionState.FINISHED, SessionState.ARCHIVED, SessionState.CANCELLED)


def _named(session: PracticalSession) -> str:
    """A draft is told by its address alone."""
    return session.slug if session.state == SessionState.DRAFT else session.title


MOVER = Mover(
    "events",
    (
        Rows(
            "events.Registration", "organisation", gettext_lazy("Registrations for sessions"),
            lambda row: f"{_named(row.session)}: {row.get_state_display()}",
            lambda row: reverse("events:session_detail", args=[row.session.slug]),
            moving=~Q(session__state__in=OVER), related=("session",),
        ),
        Rows(
            "events.Visit", "host", gettext_lazy("Visits it hosts"), lambda row: _named(row.item.session),
            lambda row: reverse("events:session_detail", args=[row.item.session.slug]),
            moving=~Q(item__session__state__in=OVER), related=("item__session",),
        ),
    ),
)  # fmt: skip
