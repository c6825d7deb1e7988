"""What a series of practical sessions leads to: the dates of its selections, and what they ask for."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.events.leading import Selection, Stage

from .access import ACCESS
from .announcement.content import DATES
from .enums import RoundState
from .models import Announcement, RoundPreparation, SelectionRound
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
    said = announcements_of(view.round, at, show_future=show_future)
    round_, url = _as_announced(view.round, said), reverse("selection:round", args=[view.round.slug])
    prepare = _("Answer the remarks of experts and complete the project")
    if not view.announced:
        when = round_.expected_said or _("not announced yet")
        return Selection(round_.title, url, when, over=False, demo=round_.demo, demands=[prepare])
    if view.state in ENDED:
        stages = _stages(round_, len(said), off=True)
        return Selection(round_.title, url, str(view.state_label), over=True, demo=round_.demo, stages=stages)
    taking = round_.closes_at is not None and at < round_.closes_at
    left = {"until": formatting.deadline(round_.closes_at), "left": formatting.time_left(round_.closes_at, at)}
    file = _("File a complete application: %(until)s (%(left)s)") % left
    return Selection(
        round_.title, url, formatting.day(round_.opens_at), over=view.is_published, demo=round_.demo,
        demands=[prepare, file] if taking else [], stages=_stages(round_, len(said) - 1), was=_was(round_, said),
    )  # fmt: skip


def _as_announced(round_: SelectionRound, said: Sequence[Announcement]) -> SelectionRound:
    """The round with the dates that were announced last by that day: later amendments are not there yet."""
    made = copy(round_)
    if said:
        content = said[-1].content
        for name in DATES:
            setattr(made, name, datetime.fromisoformat(content[name]) if content.get(name) else None)
        made.questions_days = content.get("questions_days", round_.questions_days)
    return made


def _stages(round_: SelectionRound, revision: int, *, off: bool = False) -> list[Stage]:
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
    return [
        Stage(f"{key}-{round_.slug}", words, when, until, max(revision, 0), off)
        for key, words, when, until in found
        if when is not None
    ]


def _was(round_: SelectionRound, said: Sequence[Announcement]) -> list[tuple[datetime, str]]:
    """What was said before the announcement, and each amendment with its reason."""
    found: list[tuple[datetime, str]] = []
    if round_.expected and round_.announced_at:
        found.append((round_.announced_at, _("expected before: %(when)s") % {"when": round_.expected_said}))
    return found + [(row.published_at, row.reason) for row in said if row.version > 1]
