"""What was made known to everybody lately, for the home page: announcements, results, editions of the law, answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.common import formatting
from svetovod.web.events import selectors as events
from svetovod.web.rulebook.selectors import known_facts
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.selectors import RoundView

MOST = 6
NOT_HELD = (RoundState.CANCELLED, RoundState.FAILED)


@dataclass(frozen=True, slots=True)
class News:
    on: date
    kind: str
    title: str
    url: str
    written: bool = True  # by people: in their language whatever the page's


def news(moment: datetime, views: Iterable[RoundView]) -> list[News]:
    """The newest first; `views` are selections as the reader sees them.

    The demonstration's clock goes back: what is to come is no news.
    """
    today = timezone.localdate(moment)
    found = [*_sessions(), *_rounds(views), *_law(today), *_answers(moment)]
    return sorted((row for row in found if row.on <= today), key=lambda row: row.on, reverse=True)[:MOST]


def _sessions() -> Iterator[News]:
    """One that was called off or put off is not told as announced."""
    announced = events.announced_at()
    for row in events.sessions_visible(VISITOR).exclude(state__in=events.NOT_HELD):
        if row.pk in announced:
            url = reverse("events:session_detail", args=[row.slug])
            said = f"{row.title}, {row.place}"
            yield News(timezone.localdate(announced[row.pk]), _("A practical session is announced"), said, url)


def _rounds(views: Iterable[RoundView]) -> Iterator[News]:
    """A draft that the reader prepares is no news."""
    for view in views:
        row = view.round
        if row.state == RoundState.DRAFT or row.announced_at is None:
            continue
        if view.announced and view.state not in NOT_HELD:
            url = reverse("selection:round", args=[row.slug])
            yield News(timezone.localdate(row.announced_at), _("A selection is announced"), row.title, url)
        if view.is_published and row.published_at:
            url = reverse("selection:result", args=[row.slug])
            yield News(timezone.localdate(row.published_at), _("The result and its protocol are published"), row.title,
                       url)  # fmt: skip


def _law(today: date) -> Iterator[News]:
    """Of each act the edition signed last."""
    for act in known_facts(today).acts.values():
        signed: list[Any] = [each for each in act.editions if each.signed_on <= today]
        if signed:
            newest = max(signed, key=lambda each: (each.signed_on, each.on))
            kind = _("An edition of the law, in force from %(day)s") % {"day": formatting.day(newest.on)}
            url = reverse("rulebook:act", args=[act.id])
            yield News(newest.signed_on, kind, act.title.text(formatting.lang()), url, written=False)


def _answers(moment: datetime) -> Iterator[News]:
    for row in events.answers_public().filter(published_at__lte=moment)[:MOST]:
        if row.published_at:
            url = reverse("support:answer", args=[row.pk])
            yield News(timezone.localdate(row.published_at), _("An answer of a seminar"), row.asked, url)
