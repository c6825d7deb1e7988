"""Half-years as days."""

from datetime import date


def ends(period: str) -> date:
    """The last day of `2022H1`."""
    year = int(period[:4])
    return date(year, 6, 30) if period.endswith("1") else date(year, 12, 31)
