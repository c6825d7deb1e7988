"""Where papers with a term stand on a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from svetovod.web.dossier.enums import WORST_FIRST, Standing

SOON = timedelta(days=60)


def standing(valid_to: date | None, on: date) -> Standing:
    """A paper without a term is in force until it is cancelled."""
    if valid_to is None:
        return Standing.VALID
    if valid_to < on:
        return Standing.EXPIRED
    return Standing.EXPIRING if valid_to <= on + SOON else Standing.VALID


def best(found: Iterable[Standing]) -> Standing:
    """Of several papers for one thing the best counts; none is missing."""
    return max(found, key=WORST_FIRST.index, default=Standing.MISSING)


def worst(found: Iterable[Standing]) -> Standing:
    """Of things that are all wanted the worst counts; where nothing is wanted nothing is missing."""
    return min(found, key=WORST_FIRST.index, default=Standing.VALID)
