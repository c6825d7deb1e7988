"""Between the procedure and the engine: numbers of the law, and terms in working days."""

from collections.abc import Sequence
from datetime import date

from svetovod.engine.facts import BeforeFirstEditionError, DatedValue
from svetovod.engine.reference import regions, workdays
from svetovod.engine.reference.workdays import Term, between
from svetovod.web.rulebook.selectors import facts
from svetovod.wording import rules as words

REVIEW, VALIDITY, OLD_VALIDITY = (
    "confirm.review_working_days", "confirm.decision_valid_years", "confirm.old_decision_valid_years",
)  # fmt: skip
# where no item speaks of the day
NO_TERM = 0

__all__ = ["Term", "between", "decrees", "law", "number", "region_name", "source", "term"]


def law(key: str, on: date) -> DatedValue | None:
    """The item on a day, None before the act."""
    try:
        found: DatedValue | None = facts().value(key, on)
    except BeforeFirstEditionError:
        return None
    return found


def number(key: str, on: date) -> int:
    value = law(key, on)
    return int(value.value) if value else NO_TERM  # type: ignore[arg-type]  # items of this act are whole numbers


def source(key: str, on: date, lang: str) -> tuple[str, str]:
    """What the item is called, and how it is known."""
    value = law(key, on)
    status = words.STATUSES[value.status.value][0 if lang == "ru" else 1] if value else ""
    return facts().item(key).label.text(lang), status


def term(start: date, days: int, pauses: Sequence[workdays.Pause]) -> Term:
    return workdays.term(start, days, pauses)


def decrees(found: Term) -> list[tuple[int, str]]:
    """The years of a term with the decree that moves their days off, empty where it was not seen."""
    years = sorted({day.year for span in found.spans for day in (span.first, span.last)})
    return [(year, workdays.calendar(year).decree) for year in years]


def region_name(iso: str, lang: str) -> str:
    try:
        return regions.name(iso, lang)
    except KeyError:
        return iso
