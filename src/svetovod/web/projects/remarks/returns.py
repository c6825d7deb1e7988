"""Which remarks of a rehearsal return at a selection: the same part of the project is remarked on again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

REHEARSAL, SELECTION = "session:", "round:"


@dataclass(frozen=True, slots=True)
class Return:
    """A part of the project (`section`, `place`) with the remarks of both."""

    section: str
    place: str
    before: Sequence[Any]
    after: Sequence[Any]


def returns(remarks: Iterable[Any]) -> list[Return]:
    """In the order of the first remark of the selection. A remark made after the selection's returns nothing."""
    rows = sorted(remarks, key=lambda each: (each.created_at, each.pk))
    found: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {}
    for row in rows:
        before, after = found.setdefault((row.section, row.place), ([], []))
        if row.occasion.startswith(SELECTION):
            after.append(row)
        elif row.occasion.startswith(REHEARSAL) and not after:
            before.append(row)
    kept = [Return(*key, before, after) for key, (before, after) in found.items() if before and after]
    return sorted(kept, key=lambda each: (each.after[0].created_at, each.after[0].pk))
