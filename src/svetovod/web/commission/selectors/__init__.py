"""Reading what a commission does."""

from .sittings import (
    Place,
    Tally,
    count_of,
    ground_of,
    has_voted,
    item_get,
    own_place,
    places_of,
    sitting_get,
    sittings_of,
    voters_of,
)

__all__ = [
    "Place",
    "Tally",
    "count_of",
    "ground_of",
    "has_voted",
    "item_get",
    "own_place",
    "places_of",
    "sitting_get",
    "sittings_of",
    "voters_of",
]
