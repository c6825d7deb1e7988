"""What became different between two versions of a programme, entry by entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOVED = ("day", "start", "end", "hall")
SAID = ("title", "kind", "speaker")


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is added, removed, moved or changed; `before` and `after` are the entry as it was and is."""

    what: str
    key: int
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def difference(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Entries are the same where their `key` is; one that is moved and changed is told once, as moved."""
    old, new = {row["key"]: row for row in before}, {row["key"]: row for row in after}
    found = [Change("removed", key, before=row) for key, row in old.items() if key not in new]
    for key, row in new.items():
        was = old.get(key)
        if was is None:
            found.append(Change("added", key, after=row))
        elif any(was.get(name) != row.get(name) for name in MOVED):
            found.append(Change("moved", key, was, row))
        elif any(was.get(name) != row.get(name) for name in SAID):
            found.append(Change("changed", key, was, row))
    return sorted(found, key=_order)


def _order(change: Change) -> tuple[str, str, int]:
    row = change.after or change.before or {}
    return str(row.get("day", "")), str(row.get("start", "")), change.key
