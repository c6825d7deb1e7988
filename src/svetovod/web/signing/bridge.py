"""Rights to sign as terms of the engine."""

from datetime import date

from svetovod.engine.signing import SOON, Gap, Standing, Term, gap, standing

from .models import SigningAuthority

__all__ = ["SOON", "Gap", "Standing", "gap_of", "standing", "term"]


def term(row: SigningAuthority, leaves_on: date | None = None) -> Term | None:
    """None for one that was ended before it began. `leaves_on` is the last day of whoever signs, where one is known."""
    ends = [day for day in (row.until, row.ended_on, leaves_on) if day is not None]
    last = min(ends, default=None)
    return None if last is not None and last < row.since else Term(row.since, last)


def gap_of(terms: list[Term], since: date) -> Gap | None:
    return gap(terms, since)
