"""Words and tables of what a miss may cost and of what comes after the award."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.projects import phrases

from . import bridge
from .reading import Award, Due, Line

FALLS = (Decimal("0.05"), Decimal("0.10"), Decimal("0.20"), Decimal("0.50"))
COURSES: dict[str, tuple[str, Callable[[], str]]] = {
    "unknown": ("none", lambda: _("too little is told yet")),
    "safe": ("yes", lambda: _("reached in every half-year told")),
    "uncertain": ("info", lambda: _("reached more often than not")),
    "at_risk": ("now", lambda: _("may be missed")),
    "likely_miss": ("no", lambda: _("missed in every half-year told")),
}
DUES: dict[str, tuple[str, Callable[[], str]]] = {
    "told": ("yes", lambda: _("told")),
    "late": ("no", lambda: _("overdue")),
    "due": ("now", lambda: _("to be told")),
    "ahead": ("none", lambda: _("still to come")),
}
CHECKS: dict[str, Callable[[], str]] = {
    "sales": lambda: _("%(period)s: sold since the beginning %(value)s, made only %(limit)s"),
    "jobs": lambda: _("%(period)s: high-performance jobs %(value)s, all jobs only %(limit)s"),
    "share": lambda: _("%(period)s: a share of %(value)s %%, more than the whole"),
}


@dataclass(frozen=True, slots=True)
class Risk:
    """`rows` are name and sums by fall; `amount` is the subsidy they are counted from."""

    amount: Decimal
    falls: Sequence[Decimal]
    rows: Sequence[tuple[str, Sequence[Decimal]]]


def risk(content: Mapping[str, Any], amount: Decimal, fall: Decimal | None, on: date) -> Risk | None:
    """What each indicator alone may cost, and all together; `fall` is a share of the reader's own."""
    indicators = content["indicators"]
    falls = sorted({*FALLS, *([fall] if fall is not None else [])})
    found = bridge.risks(amount, [row["key"] for row in indicators], falls, on)
    if found is None or not indicators:
        return None
    names = [*(row["name"] for row in indicators), _("all of them at once")]
    return Risk(amount, falls, list(zip(names, found, strict=True)))


def disagreements(content: Mapping[str, Any]) -> list[str]:
    return [
        CHECKS[each.code]()
        % {
            "period": phrases.half_year_short(each.period), "value": phrases.plain_number(each.value),
            "limit": phrases.plain_number(each.limit),
        }
        for each in bridge.disagreements(content["indicators"])
    ]  # fmt: skip


def formula(cost: Any) -> str:
    """The calculation with its numbers."""
    named = {
        "subsidy": formatting.money(cost.subsidy), "k": formatting.share(_ratio(cost.mean)), "m": len(cost.missed),
        "n": cost.count, "amount": formatting.money(cost.amount),
    }  # fmt: skip
    return _("%(subsidy)s × %(k)s × %(m)d / %(n)d = %(amount)s") % named


def _ratio(value: Any) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def course_mark(line: Line) -> tuple[str, str]:
    kind, word = COURSES[line.course.course.value]
    return kind, word()


def expected(line: Line, on: date) -> str:
    """The next half-year not told, as a range with the usual value."""
    coming = next((point for point in line.points if point.fact is None), None)
    found = line.course.expected(coming.plan) if coming else None
    if coming is None or found is None:
        return ""
    least, usual, most = (phrases.plain_number(_ratio(each).quantize(Decimal("0.1"))) for each in found)
    named = {
        "period": phrases.half_year_short(coming.period), "plan": phrases.plain_number(coming.plan), "usual": usual,
        "least": least, "most": most,
    }  # fmt: skip
    return _("%(period)s: about %(usual)s of the plan of %(plan)s, from %(least)s to %(most)s") % named


def rests_on(line: Line) -> str:
    told = [
        f"{phrases.half_year_short(each.period)}: {phrases.plain_number(each.fact)} / {phrases.plain_number(each.plan)}"
        for each in line.course.rests_on
    ]
    return "; ".join(told)


def due_mark(due: Due) -> tuple[str, str]:
    kind, word = DUES[due.state]
    return kind, word()


def answer(award: Award) -> str:
    """The headline: what is late, else what goes wrong, else that all goes well; of an ended agreement, that it is."""
    late = [due for due in award.dues if due.state == "late"]
    if late:
        said = ngettext("%(count)d report is overdue", "%(count)d reports are overdue", len(late))
        return said % {"count": len(late)}
    if award.terms and award.terms.ended_on:
        return _("The agreement is ended on %(day)s") % {"day": formatting.day(award.terms.ended_on)}
    wrong = sum(line.course.course.value in {"at_risk", "likely_miss"} for line in award.lines)
    if wrong:
        said = ngettext("%(count)d indicator may be missed", "%(count)d indicators may be missed", wrong)
        return said % {"count": wrong}
    due = next((each for each in award.dues if each.state == "due"), None)
    if due:
        named = {"period": phrases.half_year(due.period), "day": formatting.day(due.due_on)}
        return _("Tell the facts of the %(period)s by %(day)s") % named
    return _("Nothing is overdue, no indicator goes off its plan")
