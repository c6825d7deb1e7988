"""Letters on dates: to whom an application waits for, some days before its term ends and when it is over."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.registry.selectors import people_answering

from .letters import case_of, package_of
from .waiting import Step, Waiting, heads

# working days before the end of the review, and days before the papers are due
REVIEW_LADDER = (10, 5, 1)
PAPERS_LADDER = (7, 1)
OVER = 0
Said = tuple[str, str]


def step_of(left: int, ladder: tuple[int, ...]) -> int | None:
    """The step of the ladder one stands on; `OVER` once the day has passed, None while it is far."""
    return OVER if left < 0 else min((days for days in ladder if left <= days), default=None)


def remind(each: Waiting, today: date, *, at: datetime) -> None:
    """Each letter once on each step of its ladder."""
    if each.step is Step.COMPLETE:
        _papers(each, today, at)
        return
    if each.step is Step.RESUME:
        _resume(each, at)
    elif each.review is not None and each.review.left is not None:
        step = step_of(each.review.left, REVIEW_LADDER)
        if step is not None:
            _send(each.able, each, _term(each, each.review.left), f"remind:{each.step}:{step}", at)
    if each.nobody:
        _send(heads(), each, _nobody(each), f"head:{each.step}", at)


def _send(people: Any, each: Waiting, words: Callable[[], Said], what: str, at: datetime) -> None:
    row = each.application
    # a letter of an earlier round of the same application does not stand for this one
    key = f"confirmation:{row.pk}:{len(row.returns.all())}:{len(row.decisions.all())}:{what}"
    tell(people, words, key=key, url=case_of(row), at=at)


def _term(each: Waiting, left: int) -> Callable[[], Said]:
    def words() -> Said:
        assert each.review is not None, "counted before"
        named = {
            "number": each.application.number, "cluster": each.application.cluster.name, "step": each.step.label,
            "due": formatting.day(each.due), "caveat": each.review.caveat, "count": left,
        }  # fmt: skip
        text = _("The cluster “%(cluster)s” waits: %(step)s. The last day is %(due)s (%(caveat)s).") % named
        if left < 0:
            return _("The term of review is over: %(number)s") % named, text
        if not left:
            return _("The term of review ends today: %(number)s") % named, text
        subject = ngettext(
            "%(count)d working day is left: %(number)s", "%(count)d working days are left: %(number)s", left
        )
        return subject % named, text

    return words


def _resume(each: Waiting, at: datetime) -> None:
    def words() -> Said:
        named = {"number": each.application.number, "cluster": each.application.cluster.name}
        return (
            _("The papers did not come in time: %(number)s") % named,
            _("The cluster “%(cluster)s” has not completed its papers. The review can go on without them.") % named,
        )

    _send(each.able, each, words, "resume", at)


def _nobody(each: Waiting) -> Callable[[], Said]:
    def words() -> Said:
        named = {
            "number": each.application.number, "cluster": each.application.cluster.name, "step": each.step.label,
            "due": formatting.day(each.due),
        }  # fmt: skip
        return (
            _("No officer is there: %(number)s") % named,
            _("The application of the cluster “%(cluster)s” waits: %(step)s, the last day is %(due)s. Nobody who may "
              "do it is there today: name another officer, or call one back.") % named,
        )  # fmt: skip

    return words


def _papers(each: Waiting, today: date, at: datetime) -> None:
    assert each.due is not None, "papers are returned with a day to complete them by"
    step = step_of((each.due - today).days, PAPERS_LADDER)
    if step is None:
        return
    returned = next(row for row in each.application.returns.all() if row.ended_at is None)

    def words() -> Said:
        named = {"number": each.application.number, "until": formatting.day(each.due)}
        return (
            _("Papers are to be completed by %(until)s: %(number)s") % named,
            _("After that day the review can go on without them. What is missing:"),
        )

    people = people_answering(each.application.cluster)
    tell(people, words, key=f"confirmation:return:{returned.pk}:{step}", url=package_of(each.application), at=at)
