"""The register of a day under one root in the journal: a row that is changed or gone by SQL no longer fits it."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import TruncDate

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.selectors import entries
from svetovod.web.audit.services import record

from . import bridge
from .models import DocumentReading, MarkTurn, ReadingDay
from .register import leaf_of

LATE = timedelta(hours=1)  # a transaction that began before midnight has ended by then


def _within(first: datetime | None, until: datetime) -> list[Any]:
    """Readings, and marks put on and taken off."""
    narrowed = {"recorded_at__lt": until} | ({"recorded_at__gte": first} if first else {})
    return [DocumentReading.objects.filter(**narrowed), MarkTurn.objects.filter(**narrowed)]


def _rows(day: date) -> list[Any]:
    start = datetime.combine(day, time.min, tzinfo=UTC)
    found = _within(start, start + timedelta(days=1))
    return [row for rows in found for row in rows.select_related("person").order_by("id")]


@transaction.atomic
def days_close(*, at: datetime) -> int:
    """Every day that is over and has rows; how many were closed."""
    over = (at - LATE).astimezone(UTC).date()
    last = ReadingDay.objects.values_list("day", flat=True).first()
    after = datetime.combine(last + timedelta(days=1), time.min, tzinfo=UTC) if last else None
    open_ = _within(after, datetime.combine(over, time.min, tzinfo=UTC))
    moments = (moment for rows in open_ for moment in rows.values_list("recorded_at", flat=True))
    found = sorted({moment.astimezone(UTC).date() for moment in moments})
    for day in found:
        rows = _rows(day)
        root = bridge.root_of([row.leaf for row in rows])
        subject = ("secrecy.readingday", day.isoformat())
        entry = record(actor=SYSTEM, action="readings.close", subject=subject, at=at, size=len(rows), root=root)
        ReadingDay.objects.create(day=day, size=len(rows), root=root, entry=entry.index)
    return len(found)


def faults() -> list[tuple[date, str]]:
    """Days whose rows are not those that the journal vouches for, in their order, with what is wrong.

    Beside what `fault_of` finds, `unclosed`: rows on a day without a root, though a later day is closed. Days are
    closed in their order and all that have rows, so these came afterwards.
    """
    wrong = [(closed.day, fault) for closed in ReadingDay.objects.all() if (fault := fault_of(closed))]
    return sorted([*wrong, *((day, "unclosed") for day in _unclosed())])


def _unclosed() -> set[date]:
    closed = set(ReadingDay.objects.values_list("day", flat=True))
    if not closed:
        return set()
    found: set[date] = set()
    for rows in _within(None, datetime.combine(max(closed), time.min, tzinfo=UTC)):
        days = rows.order_by().annotate(day=TruncDate("recorded_at", tzinfo=UTC)).values_list("day", flat=True)
        found.update(days.distinct())
    return found - closed


def fault_of(closed: ReadingDay) -> str:
    """ "" while the rows of the day are those of its entry in the journal, else `entry`, `rows` or `root`.

    The table of days is as easy to rewrite as that of readings; the journal has its own signed root.
    """
    said_then = closing_of(closed.entry, closed.day)
    if said_then is None:
        return "entry"
    rows = _rows(closed.day)
    if any(leaf_of(row, str(row.person.pseudonym)) != row.leaf for row in rows):
        return "rows"
    return "" if (len(rows), bridge.root_of([row.leaf for row in rows])) == said_then else "root"


def closing_of(index: int, day: date) -> tuple[int, str] | None:
    """Size and root as the entry of that day has them."""
    subject = f"secrecy.readingday:{day.isoformat()}"
    entry = entries(index, index + 1, action="readings.close", subject=subject).first()
    if entry is None:
        return None
    told = json.loads(entry.body)["data"]
    return told["size"], told["root"]
