"""The term of review and the validity of a decision, as pages and papers say them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import bridge
from .models import ConfirmationApplication


def day_of(at: datetime) -> date:
    return timezone.localtime(at).date()


@dataclass(frozen=True, slots=True)
class Review:
    """`left` are working days until the due day, negative when it has passed; None while the term stands still.

    `filed` is the day the law of the term is asked of.
    """

    term: bridge.Term
    left: int | None
    filed: date

    @property
    def late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def remaining(self) -> int:
        """What is left of the term while it stands still."""
        return self.term.days - self.term.counted

    @property
    def decrees(self) -> list[tuple[int, str]]:
        return bridge.decrees(self.term)

    @property
    def caveat(self) -> str:
        """How sure the day is: said wherever it is shown."""
        if self.term.unknown:
            years = ", ".join(map(str, self.term.unknown))
            return _("the calendar of %(years)s is not known: the day may shift") % {"years": years}
        return _("by the production calendar, not compared with the decree")

    @property
    def source(self) -> tuple[str, str]:
        return bridge.source(bridge.REVIEW, self.filed, formatting.lang())


def review(application: ConfirmationApplication, today: date) -> Review | None:
    """None before filing. Reads the returns and the decisions: prefetch them for many applications."""
    if application.filed_at is None or not application.review_days:
        return None
    pauses = [(day_of(r.returned_at), day_of(r.ended_at) if r.ended_at else None) for r in application.returns.all()]
    pauses += [
        (day_of(d.decided_at), day_of(d.overturned_at))
        for d in application.decisions.all()
        if d.decided_at and d.overturned_at
    ]
    filed = day_of(application.filed_at)
    found = bridge.term(filed, application.review_days, pauses)
    return Review(found, bridge.between(today, found.due) if found.due else None, filed)


def _validity(decided: date, today: date) -> tuple[str, date]:
    """The item that says how long a decision holds, and the day to ask it of.

    Decisions taken before the edition of 16.11.2021 keep their force by its transitional rule, known since then; of
    others only hearsay is known, and their item says so.
    """
    transitional = bridge.law(bridge.OLD_VALIDITY, today) and not bridge.law(bridge.OLD_VALIDITY, decided)
    return (bridge.OLD_VALIDITY, today) if transitional else (bridge.VALIDITY, decided)


def valid_until(decided: date, today: date) -> date:
    return _years_after(decided, bridge.number(*_validity(decided, today)))


def source_of_validity(decided: date, today: date) -> tuple[str, str]:
    """What the item is called, and how it is known."""
    key, day = _validity(decided, today)
    return bridge.source(key, day, formatting.lang())


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
