"""How far projects of a session came in selections with a published result, each with the page that proves it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from svetovod.web.events.becoming import Fate

from .enums import REGISTERED, LegalMode, RoundState
from .enums import ApplicationState as A
from .models import Application, RankingRun
from .selectors.rounds import view_of

FUNDED = (A.WINNER, A.PARTIAL, A.AGREEMENT)
REFUSED = (A.FILED, A.FORMAL_CHECK, A.RETURNED, A.NOT_ADMITTED)


def of(projects: Collection[int], at: datetime, show_future: bool) -> Iterator[Fate]:
    """A rehearsal gives nobody anything."""
    rows = Application.objects.filter(project__in=projects, state__in=REGISTERED, round__state=RoundState.PUBLISHED)
    rows = rows.exclude(round__legal_mode=LegalMode.REHEARSAL)
    runs: dict[int, dict[str, Any]] = {}
    for row in rows.select_related("round", "project", "version").order_by("round", "serial"):
        if view_of(row.round, at, show_future=show_future).is_published:
            yield _fate(row, runs)


def _fate(row: Application, runs: dict[int, dict[str, Any]]) -> Fate:
    granted = Decimal(0)
    steps = ["filed"]
    if row.state not in REFUSED:
        steps.append("admitted")
    if row.state in FUNDED:
        steps.append("funded")
        granted = _granted(row, runs)
    title = row.version.content["title"] if row.version else row.project.title
    url = reverse("selection:result", args=[row.round.slug])
    until = timezone.localtime(row.round.closes_at).date() if row.round.closes_at else None
    return Fate(row.project_id, row.project.code, title, row.round.title, url, steps, granted, until)


def _granted(row: Application, runs: dict[int, dict[str, Any]]) -> Decimal:
    """By the stored ranking, read once a round."""
    if row.round_id not in runs:
        run = RankingRun.objects.filter(round=row.round_id).order_by("-id").first()
        runs[row.round_id] = {place["project"]: place for place in run.result["ranking"]} if run else {}
    place = runs[row.round_id].get(row.project.code)
    return Decimal(place["allocated"]) if place else Decimal(0)
