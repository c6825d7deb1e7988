"""The list behind a number: a page of its rows, each with where it can be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.events.models import Pitch, PracticalSession, Registration
from svetovod.web.matchmaking import selectors as matchmaking
from svetovod.web.projects import selectors as projects
from svetovod.web.projects.models import IndicatorReport, JointProject, SubsidyAgreement

from .counting import MEETINGS, Key, Step, Thread

SHOWN = 40  # on a page
Place = tuple[PracticalSession, Key]


@dataclass(frozen=True, slots=True)
class Row:
    """`title` is what people have written; `url` is where the row is proven."""

    title: str
    sub: str
    session: PracticalSession
    url: str
    proof: str


def listed(actor: Any, thread: Thread, step: Step, session: PracticalSession | None, number: Any) -> Page[Any]:
    """Sessions in their order; what belongs to two stands with the first."""
    found: dict[Key, PracticalSession] = {}
    for each in thread.sessions if session is None else [session]:
        for key in sorted(thread.of(step, each), key=lambda key: (not isinstance(key, int), key)):
            found.setdefault(key, each)
    page: Page[Any] = Paginator([(where, key) for key, where in found.items()], SHOWN).get_page(number)
    page.object_list = list(_MADE[step](actor, thread, step, list(page)))
    return page


def _came(_actor: Any, _thread: Thread, _step: Step, places: Sequence[Place]) -> Iterator[Row]:
    rows = Registration.objects.select_related("person", "organisation").in_bulk([key for _where, key in places])
    for session, key in places:
        row = rows.get(key)
        if row is None:  # gone since it was counted
            continue
        sub = row.organisation.name if row.organisation else row.organisation_name
        url = f"{reverse('events:registrations', args=[session.slug])}?state=checked_in"
        yield Row(row.person.name, sub or row.get_kind_display(), session, url, _("list of registrations"))


def _meetings(_actor: Any, _thread: Thread, step: Step, places: Sequence[Place]) -> Iterator[Row]:
    said = _said(places)
    for session, code in places:
        if code in said:
            yield Row(*said[code], session, _meetings_url(session, step), _("list of meetings"))


def _said(places: Sequence[Place]) -> dict[Key, tuple[str, str]]:
    """Code of a meeting -> who met, and where what came of it stands."""
    codes: dict[PracticalSession, list[Key]] = {}
    for session, code in places:
        codes.setdefault(session, []).append(code)
    found = [each for session, ours in codes.items() for each in matchmaking.agreements_in(session, ours)]
    return {each.code: (each.said, each.meeting.get_state_display()) for each in found}


def _meetings_url(session: PracticalSession, step: Step) -> str:
    return f"{reverse('matchmaking:listing', args=[session.slug])}?what={MEETINGS[step].value}"


def _projects(actor: Any, _thread: Thread, _step: Step, places: Sequence[Place]) -> Iterator[Row]:
    """What was presented is known to the organiser; of a project begun in a meeting, no more than that there is one."""
    keys = [key for _where, key in places]
    pitches = Pitch.objects.filter(project__in=keys).select_related("project", "version")
    shown = {(row.session_id, row.project_id): row for row in pitches}
    seen = projects.projects_visible(actor).in_bulk(keys)
    projects.as_shown(actor, seen.values())
    for session, key in places:
        pitch = shown.get((session.pk, key))
        if pitch is not None:
            title, sub = f"{pitch.project.code} {pitch.version.content['title']}", _("presented at the session")
            yield Row(title, sub, session, reverse("events:pitches", args=[session.slug]), _("list of presentations"))
            continue
        title = str(seen[key]) if key in seen and seen[key].title else _("A project that its team has not shown yet")
        yield Row(title, _("begun in a meeting"), session, _meetings_url(session, Step.BEGUN), _("list of meetings"))


def _applications(_actor: Any, thread: Thread, step: Step, places: Sequence[Place]) -> Iterator[Row]:
    for session, key in places:
        fate = thread.fates[key]
        granted = formatting.money(fate.granted) if step == Step.FUNDED else ""
        sub = f"{fate.where}, {granted}" if granted else fate.where
        yield Row(f"{fate.code} {fate.title}", sub, session, fate.url, _("published result"))


def _agreements(actor: Any, thread: Thread, _step: Step, places: Sequence[Place]) -> Iterator[Row]:
    keys = [key for _where, key in places]
    signed = dict(SubsidyAgreement.objects.filter(project__in=keys).values_list("project", "signed_on"))
    proven = _Proven(actor, thread, keys)
    for session, key in places:
        if key in signed:
            yield proven.row(session, key, _("signed on %(day)s") % {"day": formatting.day(signed[key])})


def _reports(actor: Any, thread: Thread, _step: Step, places: Sequence[Place]) -> Iterator[Row]:
    """That a half-year was told of, and not what: figures are the enterprise's own."""
    rows = IndicatorReport.objects.in_bulk([pk for _where, (_project, pk) in places])
    proven = _Proven(actor, thread, [project for _where, (project, _pk) in places])
    for session, (project, pk) in places:
        row = rows.get(pk)
        if row is None:
            continue
        said = _("%(half)s half of %(year)s, told on %(day)s") % {
            "half": "I" if row.period.endswith("1") else "II", "year": row.period[:4],
            "day": formatting.day(row.told_on),
        }  # fmt: skip
        yield proven.row(session, project, said)


class _Proven:
    """A funded project: its own page for those who may read it, the published result for everybody."""

    def __init__(self, actor: Any, thread: Thread, keys: Sequence[int]) -> None:
        self.seen: dict[int, JointProject] = projects.projects_visible(actor).in_bulk(keys)
        self.won = {project: thread.fates[project, url] for project, url in sorted(thread.of(Step.FUNDED))}

    def row(self, session: PracticalSession, key: int, sub: str) -> Row:
        fate = self.won[key]
        title = f"{fate.code} {fate.title}"
        if key in self.seen:
            url = reverse("projects:award", args=[fate.code])
            return Row(title, sub, session, url, _("indicators and reports of the project"))
        return Row(title, sub, session, fate.url, _("published result"))


_MADE: dict[Step, Callable[[Any, Thread, Step, Sequence[Place]], Iterator[Row]]] = {
    Step.CAME: _came, Step.HELD: _meetings, Step.INTENTIONS: _meetings, Step.BEGUN: _meetings,
    Step.PROJECTS: _projects, Step.FILED: _applications, Step.ADMITTED: _applications, Step.FUNDED: _applications,
    Step.AGREEMENTS: _agreements, Step.REPORTS: _reports,
}  # fmt: skip
