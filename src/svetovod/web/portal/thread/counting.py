"""What each session came to, step by step, as keys of rows: a number is how many there are, a list shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from svetovod.web.events import becoming
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import Pitch, PracticalSession, Registration
from svetovod.web.matchmaking import funnel
from svetovod.web.matchmaking.enums import ListKind
from svetovod.web.projects.models import IndicatorReport, SubsidyAgreement

LEAST = 3  # of fewer rows everybody is shown no number


class Step(TextChoices):
    """In the order of the thread."""

    CAME = "came", pgettext_lazy("step of the thread", "People came")
    HELD = "held", pgettext_lazy("step of the thread", "Meetings held")
    INTENTIONS = "intentions", pgettext_lazy("step of the thread", "Intentions")
    BEGUN = "begun", pgettext_lazy("step of the thread", "Meetings with a project")
    PROJECTS = "projects", pgettext_lazy("step of the thread", "Joint projects")
    FILED = "filed", pgettext_lazy("step of the thread", "Applications")
    ADMITTED = "admitted", pgettext_lazy("step of the thread", "Admitted")
    FUNDED = "funded", pgettext_lazy("step of the thread", "Awards")
    AGREEMENTS = "agreements", pgettext_lazy("step of the thread", "Agreements")
    REPORTS = "reports", pgettext_lazy("step of the thread", "Reports")


MEETINGS = {Step.HELD: ListKind.HELD, Step.INTENTIONS: ListKind.INTENTIONS, Step.BEGUN: ListKind.PROJECTS}
PUBLIC_LISTS = (Step.FILED, Step.ADMITTED, Step.FUNDED)  # rows of published results
Key = Any  # of a registration, a project, an agreement or a report; (project, page) of an application
Pairs = Iterable[tuple[int, Key]]


@dataclass(frozen=True, slots=True)
class Thread:
    """`whole`: as organisers of these sessions see it; else only what was presented, and no small numbers."""

    sessions: Sequence[PracticalSession]
    whole: bool
    keys: Mapping[Step, Mapping[int, frozenset[Key]]]
    fates: Mapping[Key, becoming.Fate] = field(default_factory=dict)

    @property
    def steps(self) -> list[Step]:
        return list(self.keys)

    def of(self, step: Step, session: PracticalSession | None = None) -> frozenset[Key]:
        """Of one session, or of all: what belongs to two sessions counts once."""
        found = self.keys[step]
        return found.get(session.pk, frozenset()) if session else frozenset().union(*found.values())

    def number(self, step: Step, session: PracticalSession | None = None) -> int | None:
        """None where fewer rows stand behind it than everybody may be told of, or it would give such a one away."""
        size = len(self.of(step, session))
        if self.whole or step in PUBLIC_LISTS or not size:
            return size
        small = size < LEAST or (session and any(0 < len(each) < LEAST for each in self.keys[step].values()))
        return None if small else size

    def listed(self, step: Step) -> bool:
        return self.whole or step in PUBLIC_LISTS

    def granted(self, session: PracticalSession | None = None) -> Decimal:
        return sum((self.fates[key].granted for key in self.of(Step.FUNDED, session)), Decimal(0))


def count(sessions: Sequence[PracticalSession], at: datetime, *, show_future: bool, whole: bool) -> Thread:
    """Fifteen questions or so, however many sessions."""
    came = Registration.objects.filter(session__in=sessions, state=RegistrationState.CHECKED_IN)
    keys: dict[Step, dict[int, frozenset[Key]]] = {Step.CAME: _by_session(came.values_list("session", "pk"))}
    for step, kind in MEETINGS.items():
        if whole or step != Step.BEGUN:  # that a project was begun is its team's to say
            keys[step] = _by_session(funnel.reached(sessions, kind))
    shown = Pitch.objects.filter(session__in=sessions).values_list("session", "project")
    keys[Step.PROJECTS] = _by_session([*shown, *(funnel.projects_of(sessions) if whole else ())])
    known = {project for found in keys[Step.PROJECTS].values() for project in found}
    fates = {(each.project, each.url): each for each in becoming.fates(known, at, show_future=show_future)}
    for step in PUBLIC_LISTS:
        keys[step] = _by_session(
            (session.pk, key)
            for session in sessions
            for key, fate in fates.items()
            if step in fate.steps and fate.after(session) and key[0] in keys[Step.PROJECTS].get(session.pk, ())
        )
    _after_award(keys, at, show_future=show_future)
    return Thread(sessions, whole, {step: keys[step] for step in Step if step in keys}, fates)


def _after_award(keys: dict[Step, dict[int, frozenset[Key]]], at: datetime, *, show_future: bool) -> None:
    """Agreements and reports of projects that a published result has funded: of no others is anything said."""
    funded = {session: {project for project, _url in found} for session, found in keys[Step.FUNDED].items()}
    won = set().union(*funded.values())
    signed, told = SubsidyAgreement.objects.filter(project__in=won), IndicatorReport.objects.all()
    if not show_future:
        today = timezone.localtime(at).date()
        signed, told = signed.filter(signed_on__lte=today), told.filter(told_on__lte=today)
    rows = list(told.filter(agreement__in=signed).values_list("agreement__project", "pk"))
    agreed = set(signed.values_list("project", flat=True))
    keys[Step.AGREEMENTS] = {session: frozenset(projects & agreed) for session, projects in funded.items()}
    keys[Step.REPORTS] = {
        session: frozenset(pk for project, pk in rows if project in projects) for session, projects in funded.items()
    }


def _by_session(pairs: Pairs) -> dict[int, frozenset[Key]]:
    found: dict[int, set[Key]] = {}
    for session, key in pairs:
        found.setdefault(session, set()).add(key)
    return {session: frozenset(each) for session, each in found.items()}
