"""How far projects of a session came in selections with a published result, each with the page that proves it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from svetovod.web.events.becoming import Fate

from .enums import REGISTERED, LegalMode, RoundState
from .enums import ApplicationState as A
from .models import Application, RankingRun, SelectionRound
from .selectors.rounds import view_of

FUNDED = (A.WINNER, A.PARTIAL, A.AGREEMENT)
REFUSED = (A.FILED, A.FORMAL_CHECK, A.RETURNED, A.NOT_ADMITTED)


def of(projects: Collection[int], at: datetime, show_future: bool) -> Iterator[Fate]:
    """A rehearsal gives nobody anything. Two questions: contents of applications are not read."""
    rows = Application.objects.filter(project__in=projects, state__in=REGISTERED, round__state=RoundState.PUBLISHED)
    rows = rows.exclude(round__legal_mode=LegalMode.REHEARSAL).order_by("round", "serial")
    title = Coalesce(KeyTextTransform("title", "version__content"), "project__title", output_field=TextField())
    found = list(rows.values_list("round", "project", "project__code", "state", title))
    rounds = _published({row[0] for row in found}, at, show_future=show_future)
    for key, project, code, state, said in found:
        if key in rounds:
            yield rounds[key].fate(project, code, state, said)


class _Published:
    """A selection with what the stored ranking gives to whom."""

    def __init__(self, row: Any) -> None:
        self.title, self.url = row.title, reverse("selection:result", args=[row.slug])
        self.until = timezone.localtime(row.closes_at).date() if row.closes_at else None
        self.granted = {place["project"]: Decimal(place["allocated"]) for place in row.ranking or ()}

    def fate(self, project: int, code: str, state: str, title: str) -> Fate:
        steps = ["filed"]
        if state not in REFUSED:
            steps.append("admitted")
        if state in FUNDED:
            steps.append("funded")
        granted = self.granted.get(code, Decimal(0)) if state in FUNDED else Decimal(0)
        return Fate(project, code, title, self.title, self.url, steps, granted, self.until)


def _published(keys: Collection[int], at: datetime, *, show_future: bool) -> Mapping[int, _Published]:
    ranked: Any = RankingRun.objects.filter(round=OuterRef("pk")).order_by("-id").values("result__ranking")[:1]
    rows = SelectionRound.objects.filter(pk__in=keys).annotate(ranking=Subquery(ranked)) if keys else ()
    return {row.pk: _Published(row) for row in rows if view_of(row, at, show_future=show_future).is_published}
