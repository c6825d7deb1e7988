"""Which column is which: by the names in the header, in any order, or, where a registry has no header, by a look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from .failure import drift
from .values import tidy

Rows = Iterator[tuple[int, list[str]]]
_WITHIN = 20  # rows, in which the header stands
_NO_SIGNS = str.maketrans("", "", "\"'«»№_-., ")


def by_header(
    rows: Rows, columns: Mapping[str, Sequence[str]], optional: Iterable[str] = ()
) -> tuple[dict[str, int], Rows]:
    """Places of `columns` (key to its accepted names, the first as published) and the rows below the header.

    Refuses where no row among the first names them all, saying which are missing from the likeliest.
    """
    accepted = {_plain(name): key for key, names in columns.items() for name in names}
    asked = [key for key in columns if key not in set(optional)]
    best: dict[str, int] = {}
    likeliest: list[str] = []
    for _, row in islice(rows, _WITHIN):
        found: dict[str, int] = {}
        for place, cell in enumerate(row):
            if key := accepted.get(_plain(cell)):
                found.setdefault(key, place)
        if all(key in found for key in asked):
            return found, rows
        if len(found) > len(best) or not likeliest:
            best, likeliest = found, row
    raise drift((columns[key][0] for key in asked), (tidy(cell) for cell in likeliest if cell))


def with_first(rows: Rows) -> tuple[list[list[str]], Rows]:
    """The first rows to look at, and all rows, those among them."""
    first = list(islice(rows, _WITHIN))
    return [row for _, row in first], chain(first, rows)


def _plain(name: str) -> str:
    return name.lower().replace("ё", "е").translate(_NO_SIGNS)
