"""What changed since the person was here last, in words with links: what one was told, and what came to one's work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit import selectors as journal
from svetovod.web.common import formatting
from svetovod.web.events import selectors as events
from svetovod.web.events.enums import SEATED, RegistrationState
from svetovod.web.events.models import Pitch, Registration
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.selectors import notices_of
from svetovod.web.selection.models import Application, Protocol, RankingRun, SelectionRound

MOST = 10
FIRST_DAYS = 30  # at the first visit


@dataclass(frozen=True, slots=True)
class Change:
    group: Any
    what: str
    url: str


def since_of(before: datetime | None, moment: datetime) -> datetime:
    return before or moment - timedelta(days=FIRST_DAYS)


@dataclass(frozen=True, slots=True)
class Changed:
    """`more`: there is more than is shown."""

    groups: list[tuple[Any, list[Change]]]
    more: bool

    @property
    def said(self) -> str:
        n = sum(len(rows) for _group, rows in self.groups)
        return _("%(n)d and more") % {"n": n} if self.more else formatting.number(n)


def changes(actor: Any, since: datetime, moment: datetime) -> Changed:
    """By group, what came to one's work before what one was told: ten lines of a source, so that none hides others."""
    found: dict[Any, list[Change]] = {}
    more = False
    for source in SOURCES:
        rows = list(islice(source(actor, since, moment), MOST + 1))
        more = more or len(rows) > MOST
        for each in rows[:MOST]:
            found.setdefault(each.group, []).append(each)
    return Changed(list(found.items()), more)


def _organiser(actor: Any, since: datetime, moment: datetime) -> Iterator[Change]:
    held = events.sessions_run(actor)
    if not held.exists():
        return
    taken = Registration.objects.filter(session__in=held, state__in=(RegistrationState.WAITING, *SEATED))
    came = _between(taken, "registered_at", since, moment)
    for slug, title, n in _counted(came, "session"):
        said = ngettext("%(n)d registration", "%(n)d registrations", n) % {"n": n}
        yield Change(title, said, reverse("events:registrations", args=[slug]))
    handed = _between(Pitch.objects.filter(session__in=held), "submitted_at", since, moment)
    for slug, title, n in _counted(handed, "session"):
        said = ngettext("%(n)d project handed in", "%(n)d projects handed in", n) % {"n": n}
        yield Change(title, said, reverse("events:pitches", args=[slug]))


def _secretary(actor: Any, since: datetime, moment: datetime) -> Iterator[Change]:
    """A sealed intake is counted by nobody before it is over."""
    mine = SelectionRound.objects.filter(pk__in=_rounds(actor, Role.SECRETARY))
    open_ones = [each for each in mine if not each.intake_sealed]
    if not open_ones:
        return
    filed = Application.objects.filter(round__in=open_ones)
    for slug, title, n in _counted(_between(filed, "filed_at", since, moment), "round"):
        said = ngettext("%(n)d application filed", "%(n)d applications filed", n) % {"n": n}
        yield Change(title, said, reverse("selection:desk", args=[slug]))


def _commission(actor: Any, since: datetime, moment: datetime) -> Iterator[Change]:
    mine = _rounds(actor, Role.SECRETARY, Role.CHAIR, Role.COMMISSION_MEMBER)
    if not mine:
        return
    made = _between(RankingRun.objects.filter(round__in=mine), "made_at", since, moment)
    for slug, title, _n in _counted(made, "round"):
        yield Change(title, _("The ranking was computed"), reverse("selection:ranking", args=[slug]))
    yield from _protocols(_between(Protocol.objects.filter(round__in=mine), "issued_at", since, moment))


def _auditor(actor: Any, since: datetime, moment: datetime) -> Iterator[Change]:
    if not actor.holds(Role.AUDITOR, Scope.PLATFORM):
        return
    n = journal.entries_between(since, moment)
    if n:
        day = timezone.localtime(since).date()
        said = (
            _("More than %(n)d new entries") % {"n": journal.COUNTED}
            if n > journal.COUNTED
            else ngettext("%(n)d new entry", "%(n)d new entries", n) % {"n": n}
        )
        yield Change(_("Journal"), said, f"{reverse('audit:journal')}?since={day.isoformat()}")


def _told(actor: Any, since: datetime, moment: datetime) -> Iterator[Change]:
    """The same words once, with how often: they lead to the list of all."""
    rows = notices_of(actor, moment).filter(created_at__gt=since).order_by().values_list("topic", "text")
    told = rows.annotate(n=Count("pk"), url=Max("url"), newest=Max("created_at")).order_by("-newest", "text")
    for topic, text, n, url, _newest in told[: MOST + 1]:
        group = Topic(topic).label if topic in Topic.values else _("You were told")
        said = text if n == 1 else f"{text} ({formatting.number(n)})"
        yield Change(group, said, (url if n == 1 else "") or reverse("notices:notice_list"))


def _protocols(rows: QuerySet[Any]) -> Iterator[Change]:
    for slug, title, _n in _counted(rows, "round"):
        yield Change(title, _("A protocol was issued"), reverse("selection:protocols", args=[slug]))


def _rounds(actor: Any, *roles: Role) -> set[int]:
    return {int(pk) for pk in actor.scope_ids(Scope.ROUND, *roles)}


def _between(rows: QuerySet[Any], field: str, since: datetime, moment: datetime) -> QuerySet[Any]:
    """The demonstration's clock goes back: what is to come is not known."""
    return rows.filter(**{f"{field}__gt": since, f"{field}__lte": moment})


def _counted(rows: QuerySet[Any], of: str) -> QuerySet[Any, tuple[str, str, int]]:
    return rows.order_by(f"{of}__title").values_list(f"{of}__slug", f"{of}__title").annotate(n=Count("pk"))


SOURCES: tuple[Callable[[Any, datetime, datetime], Iterator[Change]], ...] = (
    _organiser,
    _secretary,
    _commission,
    _auditor,
    _told,
)
