"""What lies ahead of filing beside the project: certificates of the status, steps of signing, ends of intakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from svetovod.web.projects import path

from . import page as filing_page
from .reading import papers_of

# a day of filing to prepare for while no selection is open
USUAL = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Ahead:
    """`day` of filing is the end of the nearest intake, or `USUAL` from today; `unproven` are questions of the status
    without an answer or a certificate, `unsigned` steps not done, `closes` the intakes still open.
    """

    day: date
    unproven: Sequence[str]
    unsigned: Sequence[str]
    closes: Sequence[tuple[str, date]]


def day_of(project: Any, on: date, at: datetime) -> tuple[date, str]:
    """The day of filing to prepare for, and the selection whose intake ends on it; "" where no intake is open."""
    closes = _closes(project, on, at)
    return (closes[0][1], closes[0][0]) if closes else (on + USUAL, "")


def _closes(project: Any, on: date, at: datetime) -> list[tuple[str, date]]:
    """Selections whose intake is open, the nearest end first."""
    ends = sorted((bound.closes, bound.where) for bound in path.bounds(project, at) if bound.closes)
    return [(where, day) for day, where in ends if day >= on]


def of_project(project: Any, content: Mapping[str, Any], on: date, at: datetime) -> Ahead:
    """Two questions to the database, whatever there is."""
    closes = _closes(project, on, at)
    day = closes[0][1] if closes else on + USUAL
    built = filing_page.build(content, papers_of(project), day, on)
    proven = {"yes", "none"}  # what is signed with the application needs no paper
    return Ahead(
        day=day,
        unproven=[each.label for each in built.status if each.answer[0] != "yes" or each.mark[0] not in proven],
        unsigned=[row.label for row in built.rows if row.mark[0] != "yes"],
        closes=closes,
    )
