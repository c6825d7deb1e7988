"""What the public face shows: the nearest session, what is open, where the clusters are."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from svetovod.web.common.prepared import Prepared
from svetovod.web.events.enums import SEATED, SessionState
from svetovod.web.events.models import Pitch, PracticalSession, Registration, Visit
from svetovod.web.registry.enums import ClusterState
from svetovod.web.registry.models import Cluster
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.selectors import RoundView

OPEN_STATES = (
    RoundState.ANNOUNCED,
    RoundState.OPEN,
    RoundState.INTAKE_CLOSED,
    RoundState.FORMAL_CHECK,
    RoundState.SCORING,
)
HIDDEN_SESSIONS = (SessionState.DRAFT, SessionState.CANCELLED)


def session_nearest(moment: datetime) -> PracticalSession | None:
    """The session under way or next to come; after the last one, the last one. Adds how many are `seated` and from how
    many regions, how many projects were presented and of how many clusters: one query."""
    today = timezone.localtime(moment).date()
    return next(iter(PracticalSession.objects.raw(*_NEAREST.statement(today))), None)


def _nearest(today: date) -> QuerySet[PracticalSession]:
    pitches = Pitch.objects.filter(session=OuterRef("pk")).order_by().values("session")
    seats = Registration.objects.filter(session=OuterRef("pk"), state__in=SEATED).order_by().values("session")
    shown = PracticalSession.objects.exclude(state__in=HIDDEN_SESSIONS).annotate(
        seated=_or_none(seats.annotate(n=Count("id"))),
        from_regions=_or_none(seats.annotate(n=Count("region", distinct=True))),
        projects_presented=_or_none(pitches.annotate(n=Count("id"))),
        clusters_presented=_or_none(pitches.annotate(n=Count("project__cluster", distinct=True))),
    )
    ahead = Case(When(ends_on__gte=today, then="starts_on"))  # nothing for those that are over
    return shown.order_by(ahead.asc(nulls_last=True), "-ends_on")[:1]


def _or_none(counted: QuerySet[Any]) -> Coalesce:
    """A count beside others, so that joins do not multiply."""
    return Coalesce(Subquery(counted.values("n")), 0)


_NEAREST = Prepared(_nearest, date.min)


def visits_of(session: PracticalSession) -> list[Visit]:
    return list(Visit.objects.filter(item__session=session).select_related("host", "item"))


def rounds_open(views: Iterable[RoundView]) -> list[RoundView]:
    """Of them, those that are expected, announced or under way."""
    return [view for view in views if not view.round.archived and (not view.announced or view.state in OPEN_STATES)]


def cluster_counts(actor: Any) -> Counter[str]:
    """Number of public clusters by region (ISO code)."""
    regions = Cluster.objects.exclude(state=ClusterState.IDEA).values_list("regions", flat=True)
    return Counter(iso for codes in regions for iso in codes)


def clusters_in(region: str, limit: int = 5) -> list[Cluster]:
    return list(Cluster.objects.exclude(state=ClusterState.IDEA).filter(regions__contains=[region])[:limit])
