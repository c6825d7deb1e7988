"""What each session came to, step by step, as keys of rows: a number is how many there are, a list shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q, TextChoices
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from svetovod.web.events import becoming
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import Pitch, PracticalSession, Registration
from svetovod.web.matchmaking import funnel
from svetovod.web.matchmaking.enums import ListKind
from svetovod.web.projects.models import SubsidyAgreement

LEAST = becoming.LEAST


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
FROM_PROJECTS = frozenset(Step) - {Step.CAME, *MEETINGS}
AFTER_AWARD = (Step.AGREEMENTS, Step.REPORTS)  # counted of winners whose names stand in these results
Key = Any  # of a registration or a project; (project, page) of an application, (project, report) of a report
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
        """None where everybody may not be told; sessions with such numbers are then not in that of all."""
        if self.whole or step in PUBLIC_LISTS:
            return len(self.of(step, session))
        shown = [each for each in ([session] if session else self.sessions) if self._told(step, each)]
        behind = [self._behind(step, each) for each in shown]
        every, bases = frozenset[Key]().union(*behind), [self._behind(Step.FUNDED, each) for each in shown]
        twice = sum(map(len, behind)) - len(every)
        base = frozenset[Key]().union(*bases)
        hidden = not every and len(shown) < (1 if session else len(self.sessions))
        if hidden or 0 < twice < LEAST or (step in AFTER_AWARD and not _of_winners(every, base, bases)):
            return None
        return len(frozenset[Key]().union(*(self.of(step, each) for each in shown)))

    def _told(self, step: Step, session: PracticalSession) -> bool:
        behind = self._behind(step, session)
        if step not in AFTER_AWARD:
            return becoming.told(len(behind)) is not None
        others = [self._behind(Step.FUNDED, each) for each in self.sessions if each.pk != session.pk]
        return _of_winners(behind, self._behind(Step.FUNDED, session), others)

    def _behind(self, step: Step, session: PracticalSession) -> frozenset[Key]:
        """Whom the rows are about: a winner that told of two half-years is one."""
        found = self.of(step, session) if step in self.keys else frozenset[Key]()
        return frozenset(key[0] for key in found) if step in (Step.FUNDED, Step.REPORTS) else found

    def listed(self, step: Step) -> bool:
        return self.whole or step in PUBLIC_LISTS

    def granted(self, session: PracticalSession | None = None) -> Decimal:
        return sum((self.fates[key].granted for key in self.of(Step.FUNDED, session)), Decimal(0))


def _of_winners(behind: frozenset[Key], base: frozenset[Key], others: Iterable[frozenset[Key]]) -> bool:
    """Winners are named: neither a few who did, nor a few who did not, nor the few by which two numbers differ."""
    if not base:
        return True
    apart = any(other and 0 < len(base ^ other) < LEAST for other in others)
    return len(behind) >= LEAST and not 0 < len(base - behind) < LEAST and not apart


def count(
    sessions: Sequence[PracticalSession], at: datetime, *, show_future: bool, whole: bool, step: Step | None = None
) -> Thread:
    """Ten questions or so, however many sessions. With a step, that one alone, and what it is counted from."""
    wanted = [
        each for each in Step if step in (None, each) and (whole or each != Step.BEGUN)
    ]  # BEGUN: its team's to say
    keys: dict[Step, dict[int, frozenset[Key]]] = {}
    if Step.CAME in wanted:
        came = Registration.objects.filter(session__in=sessions, state=RegistrationState.CHECKED_IN).order_by()
        keys[Step.CAME] = _by_session(came.values_list("session", "pk"))
    if kinds := {kind: each for each, kind in MEETINGS.items() if each in wanted}:
        for kind, pairs in funnel.reached(sessions, list(kinds)).items():
            keys[kinds[kind]] = _by_session(pairs)
    fates: dict[Key, becoming.Fate] = {}
    if not FROM_PROJECTS.isdisjoint(wanted):
        shown = Pitch.objects.filter(session__in=sessions).order_by().values_list("session", "project")
        keys[Step.PROJECTS] = _by_session([*shown, *(funnel.projects_of(sessions) if whole else ())])
        if wanted != [Step.PROJECTS]:
            fates = _results(keys, sessions, at, show_future=show_future)
        if step is None or step in AFTER_AWARD:
            _after_award(keys, at, show_future=show_future)
    return Thread(sessions, whole, {each: keys[each] for each in Step if each in keys}, fates)


def _results(
    keys: dict[Step, dict[int, frozenset[Key]]],
    sessions: Sequence[PracticalSession],
    at: datetime,
    *,
    show_future: bool,
) -> dict[Key, becoming.Fate]:
    known = {project for found in keys[Step.PROJECTS].values() for project in found}
    fates = {(each.project, each.url): each for each in becoming.fates(known, at, show_future=show_future)}
    for step in PUBLIC_LISTS:
        keys[step] = _by_session(
            (session.pk, key)
            for session in sessions
            for key, fate in fates.items()
            if step in fate.steps and fate.after(session) and key[0] in keys[Step.PROJECTS].get(session.pk, ())
        )
    return fates


def _after_award(keys: dict[Step, dict[int, frozenset[Key]]], at: datetime, *, show_future: bool) -> None:
    """Agreements and reports of projects that a published result has funded: of no others is anything said."""
    funded = {session: {project for project, _url in found} for session, found in keys[Step.FUNDED].items()}
    signed, told = SubsidyAgreement.objects.filter(project__in=set().union(*funded.values())), Q()
    if not show_future:
        today = timezone.localtime(at).date()
        signed, told = signed.filter(signed_on__lte=today), Q(reports__told_on__lte=today)
    rows = list(signed.annotate(told=FilteredRelation("reports", condition=told)).values_list("project", "told"))
    agreed = {project for project, _report in rows}
    keys[Step.AGREEMENTS] = {session: frozenset(projects & agreed) for session, projects in funded.items()}
    keys[Step.REPORTS] = {
        session: frozenset(row for row in rows if row[0] in projects and row[1]) for session, projects in funded.items()
    }


def _by_session(pairs: Pairs) -> dict[int, frozenset[Key]]:
    found: dict[int, set[Key]] = {}
    for session, key in pairs:
        found.setdefault(session, set()).add(key)
    return {session: frozenset(each) for session, each in found.items()}
