"""What a series of practical sessions leads to: the dates of its selections, and what they ask for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.events.leading import Selection, Stage

from .access import ACCESS
from .enums import RoundState
from .models import RoundPreparation, SelectionRound
from .path import ENDED
from .selectors.intake import questions_until
from .selectors.rounds import RoundView, announcements_of, view_of


def of(series: int, actor: Any, at: datetime, show_future: bool) -> Iterator[Selection]:
    rows = RoundPreparation.objects.filter(series=series).select_related("round").order_by("round__closes_at", "pk")
    for row in rows:
        # a draft is work of its secretary, who reads its dates where they are written
        if row.round.state != RoundState.DRAFT and ACCESS.allows("round.view", actor, row.round):
            yield _selection(view_of(row.round, at, show_future=show_future), at, show_future)


def _selection(view: RoundView, at: datetime, show_future: bool) -> Selection:
    round_, url = view.round, reverse("selection:round", args=[view.round.slug])
    prepare = _("Answer the remarks of experts and complete the project")
    if not view.announced:
        when = round_.expected or _("not announced yet")
        return Selection(round_.title, url, when, over=False, demo=round_.demo, demands=[prepare])
    if view.state in ENDED:
        return Selection(round_.title, url, str(view.state_label), over=True, demo=round_.demo)
    taking = round_.closes_at is not None and at < round_.closes_at
    left = {"until": formatting.deadline(round_.closes_at), "left": formatting.time_left(round_.closes_at, at)}
    file = _("File a complete application: %(until)s (%(left)s)") % left
    return Selection(
        round_.title, url, formatting.day(round_.opens_at), over=view.is_published, demo=round_.demo,
        demands=[prepare, file] if taking else [], stages=_stages(round_), was=_was(round_, at, show_future),
    )  # fmt: skip


def _stages(round_: SelectionRound) -> list[Stage]:
    """Its dates as announced, in their order."""
    found = (
        ("opens", _("Applications are accepted from"), round_.opens_at, False),
        ("questions", _("Questions about the announcement are taken until"), questions_until(round_), True),
        ("closes", _("Applications are accepted until"), round_.closes_at, True),
        ("scoring", _("Experts score until"), round_.scoring_until, True),
        ("opening", _("Scores are opened"), round_.opening_at, False),
        ("sitting", _("Sitting of the commission"), round_.sitting_at, False),
        ("publishing", _("The result is published"), round_.publishing_at, False),
    )
    return [Stage(f"{key}-{round_.slug}", words, when, until) for key, words, when, until in found if when is not None]


def _was(round_: SelectionRound, at: datetime, show_future: bool) -> list[tuple[datetime, str]]:
    """What was said before the announcement, and each amendment with its reason."""
    found: list[tuple[datetime, str]] = []
    if round_.expected and round_.announced_at:
        found.append((round_.announced_at, _("expected before: %(when)s") % {"when": round_.expected}))
    later = [row for row in announcements_of(round_, at, show_future=show_future) if row.version > 1]
    return found + [(row.published_at, row.reason) for row in later]
