"""A difference of two versions for the eye: fields, rows added, removed and changed, words within long texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .diff import ABSENT, BRANCH, ROWS, Change, compare
from .sections.weaving import woven

LONG_TEXTS = {"replaces", "buyers", "makers", "lacking", "title", "evidence", "result", "text"}
# derived or ordering fields say nothing to a reader
SILENT = {"key", "position", "schema", "slug", "title_ru", "title_en", "required", "blocks", "most", "place"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one row: `words` are (kind, text) pieces for long texts, kinds same, del, ins."""

    name: str
    before: Any
    after: Any
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a group of plain fields (`key` empty). `kind`: added, removed or changed."""

    section: str
    key: str
    kind: str
    row: Mapping[str, Any]
    fields: tuple[Field, ...]


def readable(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """What a person wants to know, in the order of the content. Empty when nothing visible differs."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in compare(before, after):
        section = change.path[0]
        key = change.path[1] if section in ROWS and len(change.path) > 1 else ""
        if section in ROWS and not key:
            continue
        groups.setdefault((section, key), []).append(change)
    rows = [_row(section, key, changes, before, after) for (section, key), changes in groups.items()]
    return [row for row in rows if row.fields and not _blank(row)]


def _blank(row: Row) -> bool:
    """A section that is asked for and was never written."""
    return row.section == "sections" and not any(field.before or field.after for field in row.fields)


def _row(section: str, key: str, changes: list[Change], before: Any, after: Any) -> Row:
    old, new = _find(before, section, key), _find(after, section, key)
    kind = "changed" if not key or (old and new) else "added" if new else "removed"
    fields = tuple(
        _field(change)
        for change in changes
        if change.path[-1] not in SILENT and BRANCH not in (change.before, change.after)
    )
    return Row(section, key, kind, new or old or {}, fields)


def _find(content: Mapping[str, Any], section: str, key: str) -> Mapping[str, Any] | None:
    if not key:
        return None
    return next((row for row in content.get(section, ()) if row["key"] == key), None)


def _field(change: Change) -> Field:
    name = change.path[-1] if change.path[0] != "indicators" or len(change.path) < 4 else f"plan {change.path[-1]}"
    before = None if change.before is ABSENT else change.before
    after = None if change.after is ABSENT else change.after
    long = name in LONG_TEXTS and isinstance(before, str) and isinstance(after, str) and before and after
    return Field(name, before, after, tuple(woven(str(before), str(after))) if long else ())
