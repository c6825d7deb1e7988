"""The picture and its tables: numbers of one session or of all, each with the address of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting, sheets
from svetovod.web.common.charts import flow
from svetovod.web.events import phrases, selectors
from svetovod.web.events.models import PracticalSession

from . import words
from .counting import LEAST, Step, Thread, count

ALL = "all"  # in an address, in the place of a session
GROUPS = (
    (Step.CAME,), (Step.HELD, Step.INTENTIONS, Step.BEGUN),
    (Step.PROJECTS, Step.FILED, Step.ADMITTED, Step.FUNDED, Step.AGREEMENTS), (Step.REPORTS,),
)  # fmt: skip
Cell = tuple[str, str, str]  # number, address of the list, title of the column


@dataclass(frozen=True, slots=True)
class Column:
    """One session, or all."""

    session: PracticalSession | None
    title: str
    sub: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step with its numbers, column by column."""

    step: Step
    meaning: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Page:
    thread: Thread
    session: PracticalSession | None
    at: datetime
    public: bool = False  # an organiser looks at what everybody sees

    @property
    def sessions(self) -> Sequence[PracticalSession]:
        return [self.session] if self.session else self.thread.sessions

    @property
    def demo(self) -> bool:
        return any(each.is_demo for each in self.sessions)

    @property
    def query(self) -> str:
        return "?public=1" if self.public else ""

    @property
    def key(self) -> str:
        return self.session.slug if self.session else ALL

    @property
    def headline(self) -> str:
        """The money stands last: it is known last."""
        if not self.thread.sessions:
            return _("No session has been held yet")
        projects, awards = self.thread.number(Step.PROJECTS, self.session), len(self._won)
        said = [] if projects is None else [
            ngettext("%(n)d joint project", "%(n)d joint projects", projects) % {"n": projects}
        ]  # fmt: skip
        said.append(ngettext("%(n)d award", "%(n)d awards", awards) % {"n": awards})
        if awards:
            said.append(_("%(sum)s in all") % {"sum": formatting.money_short(self.thread.granted(self.session))})
        return ", ".join(said)

    @property
    def _won(self) -> frozenset[Any]:
        return self.thread.of(Step.FUNDED, self.session)

    def number(self, step: Step, session: PracticalSession | None = None) -> str:
        found = self.thread.number(step, session)
        return _("not shown") if found is None else formatting.number(found)

    def url(self, step: Step, session: PracticalSession | None = None) -> str:
        """Empty where there is no list, or nothing in it."""
        if not self.thread.listed(step) or not self.thread.of(step, session):
            return ""
        return reverse("portal:thread_list", args=[session.slug if session else ALL, step.value]) + self.query

    @property
    def chart(self) -> flow.Flow:
        groups = [[step for step in group if step in self.thread.steps] for group in GROUPS]
        bars = [(words.GROUPS[group[0]](), [self._bar(step) for step in group]) for group in groups]
        return flow.build(_("From sessions to reports"), bars, names=[name(each) for each in self.sessions])

    def _bar(self, step: Step) -> flow.Bar:
        numbers = {each: self.thread.number(step, each) for each in self.sessions}
        parts = [] if None in numbers.values() else [(name(each), size or 0) for each, size in numbers.items()]
        return flow.Bar(
            str(step.label), self.thread.number(step, self.session), self.number(step, self.session), parts,
            self.url(step, self.session),
        )  # fmt: skip

    @property
    def columns(self) -> list[Column]:
        own = [
            Column(
                each, name(each), phrases.days(each), reverse("portal:thread_session", args=[each.slug]) + self.query
            )
            for each in reversed(self.sessions)
        ]
        whole = Column(None, _("All sessions"), _("what belongs to two counts once"), "")
        return own if len(own) < 2 else [whole, *own]

    @property
    def lines(self) -> list[Line]:
        columns = self.columns
        return [
            Line(
                step, words.meaning(step, whole=self.thread.whole),
                [(self.number(step, each.session), self.url(step, each.session), each.title) for each in columns],
            )
            for step in self.thread.steps
        ]  # fmt: skip


def name(session: PracticalSession) -> str:
    return f"{session.place}, {session.starts_on.year}"


def of(
    actor: Any, slug: str, at: datetime, *, show_future: bool, public: bool = False, step: Step | None = None
) -> Page | None:
    """What the actor organises as a whole, to others what everybody may know; None where there is no such session.

    With a step no other is counted: for its list, not for numbers of everybody, which are weighed against one another.
    """
    begun = list(selectors.sessions_begun(timezone.localtime(at).date()))
    session = next((each for each in begun if each.slug == slug), None)
    if session is None and slug != ALL:
        return None
    own = selectors.organised(actor, begun)
    whole = bool(own) and not public and (session is None or session in own)
    thread = count(own if whole else begun, at, show_future=show_future, whole=whole, step=step)
    return Page(thread, session, at, public=public and bool(own))


def workbook(page: Page) -> bytes:
    """The numbers as they stand on the page, with what they count."""
    heads = [_("Step"), *(column.title for column in page.columns), _("What it counts")]
    rows: list[list[Any]] = [
        [str(line.step.label), *(_plain(cell[0]) for cell in line.cells), line.meaning] for line in page.lines
    ]
    rows.append([_("Granted, RUB"), *(page.thread.granted(column.session) for column in page.columns), ""])
    about = [[_("As of"), timezone.localtime(page.at).date()]]
    if page.demo:
        about.append([_("Demonstration"), _("Figures of the demonstration: nothing of it has happened.")])
    return sheets.workbook([(_("From sessions to reports"), heads, rows), (_("About"), ("", ""), about)])


def _plain(number: str) -> Any:
    digits = "".join(number.split())
    return int(digits) if digits.isdigit() else number


__all__ = ["ALL", "LEAST", "Page", "of", "workbook"]
