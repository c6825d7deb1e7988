"""What differs between two contents of a project: field by field, row by row, and word by word in long texts.

A content is laid flat (`("costs", "c12", "amount") -> "100.00"`), so that a difference is exact: `apply` with it turns
the older content into the newer one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
ROWS = ("participants", "costs", "stages", "indicators", "sections", "fit")
ABSENT = object()
BRANCH = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One place. `before` or `after` is `ABSENT` where there was, or is, nothing."""

    path: Path
    before: Any
    after: Any


def flatten(content: Mapping[str, Any]) -> dict[Path, Any]:
    """Every leaf with its path; a row of a table is named by its key, an empty mapping or table stays a leaf."""
    flat: dict[Path, Any] = {}
    for name, value in content.items():
        if name in ROWS:
            flat[(name,)] = BRANCH
            for row in value:
                flat.update(_leaves((name, row["key"]), row))
        else:
            flat.update(_leaves((name,), value))
    return flat


def _leaves(path: Path, value: Any) -> dict[Path, Any]:
    if not isinstance(value, Mapping):
        return {path: value}
    flat: dict[Path, Any] = {path: BRANCH}
    for name, inner in value.items():
        flat.update(_leaves((*path, name), inner))
    return flat


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """All places that differ, in the order of the newer content, then what is gone."""
    old, new = flatten(before), flatten(after)
    found = [
        Change(path, old.get(path, ABSENT), value)
        for path, value in new.items()
        if path not in old or old[path] != value
    ]
    return found + [Change(path, value, ABSENT) for path, value in old.items() if path not in new]


def apply(content: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The content with the changes made."""
    flat = flatten(content)
    for change in changes:
        if change.after is ABSENT:
            flat.pop(change.path, None)
        else:
            flat[change.path] = change.after
    return unflatten(flat)


def unflatten(flat: Mapping[Path, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in sorted(flat.items(), key=lambda item: len(item[0])):
        place = tree
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = {} if value is BRANCH else value
    for name in ROWS:
        if name in tree:
            tree[name] = sorted(tree[name].values(), key=lambda row: (row["position"], row["key"]))
    return tree
