"""Periods of a programme: years `2022` and half-years `2022H1`."""

from datetime import date

from django.utils.translation import gettext as _

from .enums import Step

YEAR = len("2022")


def between(first_year: int, last_year: int, step: str) -> list[str]:
    """All periods of the years, from old to new."""
    years = range(first_year, last_year + 1)
    if step == Step.YEAR:
        return [str(year) for year in years]
    return [f"{year}H{half}" for year in years for half in (1, 2)]


def ends(period: str) -> date:
    """The last day of the period."""
    year = int(period[:4])
    return date(year, 6, 30) if period.endswith("H1") else date(year, 12, 31)


def said(period: str) -> str:
    """The period in words of the page."""
    if len(period) == YEAR:
        return period
    half = _("first half of %(year)s") if period.endswith("H1") else _("second half of %(year)s")
    return half % {"year": period[:4]}
