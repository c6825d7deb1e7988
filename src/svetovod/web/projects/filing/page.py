"""Words of the page of filing: the status of the applicant, the steps, the forecast."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.projects.enums import BY_MANAGER, Question

from . import bridge

Mark = tuple[str, str]
PROOFS = {
    Question.NO_TAX_DEBT: "taxes", Question.NOT_LIQUIDATED: "register", Question.NOT_BANKRUPT: "register",
    Question.NOT_FOREIGN: "register", Question.NOT_DISQUALIFIED: "disqualified",
}  # fmt: skip
SAID: dict[str, tuple[str, Callable[[], str]]] = {
    "good": ("yes", lambda: _("proves the status when filed")),
    "before_fixed": ("no", lambda: _("made before the fixed date: order another")),
    "too_old": ("no", lambda: _("too old on the day of filing: order another")),
    "after_filing": ("no", lambda: _("dated after the day of filing")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A step or a certificate: its window, what is entered, and how it stands."""

    key: str
    label: str
    window: str
    mark: Mark
    paper: Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the status: its answer and what proves it."""

    label: str
    answer: Mark
    proof: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class FilingPage:
    fixed: date
    rows: Sequence[Row]
    status: Sequence[Asked]
    done: int
    answer: str


def build(content: Mapping[str, Any], papers: Mapping[str, Any], filing: date, on: date) -> FilingPage:
    made = {key: paper.dated_on for key, paper in papers.items()}
    rows = [
        Row(each["key"], each["label"], _window(each), _mark(each), papers.get(each["key"]))
        for each in bridge.rows(filing, on, made, formatting.lang())
    ]
    by_key = {row.key: row for row in rows}
    done = sum(row.mark[0] == "yes" for row in rows)
    named = {"done": done, "all": len(rows), "day": formatting.day(filing)}
    return FilingPage(
        fixed=bridge.fixed_date(filing),
        rows=rows,
        status=[_asked(content, question, by_key) for question in Question if question not in BY_MANAGER],
        done=done,
        answer=_("Done %(done)d of %(all)d for filing on %(day)s") % named,
    )


def _window(row: Mapping[str, Any]) -> str:
    named = {"last": formatting.day(row["last"])}
    if not row["ages"]:
        return _("by %(last)s") % named
    if not row["possible"]:
        return _("no day fits: file later in the month")
    return _("from %(first)s to %(last)s") % (named | {"first": formatting.day(row["first"])})


def _mark(row: Mapping[str, Any]) -> Mark:
    if row["made"]:
        if not row["ages"]:
            return ("yes", _("done"))
        kind, word = SAID[row["proof"]]
        return kind, word()
    return ("no", _("may be late")) if row["late"] else ("wait", _("to be done"))


def _asked(content: Mapping[str, Any], question: Question, rows: Mapping[str, Row]) -> Asked:
    said = content["answers"].get(question)
    answer = ("none", _("not answered")) if said is None else ("yes", _("yes")) if said else ("no", _("no"))
    row = rows.get(PROOFS.get(question, ""))
    if row is None:
        signed = ("none", _("signed with the application"))
        return Asked(str(question.label), answer, _("statement of the applicant"), signed)
    return Asked(str(question.label), answer, row.label, row.mark)


def pace_said(pace: Any) -> str:
    """The forecast as a sentence."""
    if pace.going.value == "ready":
        return _("Nothing obligatory is left in the project itself")
    if pace.going.value == "unknown":
        return _("The pace is not known yet: a week must pass since the project was begun")
    if pace.going.value == "stalled":
        return _("At this pace the project will not be ready: no obligatory point was closed since it was begun")
    if pace.by is None:
        return _("At this pace the project will not be ready within ten years")
    rate = formatting.number(round(Decimal(pace.per_week.numerator) / pace.per_week.denominator, 1))
    return _("At this pace ready by %(day)s: %(rate)s points a week") % {"day": formatting.day(pace.by), "rate": rate}


def pace_rests_on(pace: Any) -> str:
    return "; ".join(f"{formatting.day(mark.on)}: {mark.left}" for mark in pace.rests_on)
