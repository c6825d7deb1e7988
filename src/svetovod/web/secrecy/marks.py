"""Which marks a file carries: its own, and those of what an archive encloses. Asks nobody: access rests on it."""

from collections.abc import Collection
from typing import Any

from .models import SecrecyMark
from .spaces import space_of


def marks_in(attachment: Any) -> list[SecrecyMark]:
    """Once for each holder of the same bytes."""
    own = list(SecrecyMark.objects.filter(attachment=attachment).select_related("attachment"))
    hashes = set(attachment.enclosed.values_list("sha256", flat=True))
    inside = marks_within({space_of(attachment)}, hashes) if hashes else {}
    found = own + [mark for marks in inside.values() for mark in marks]
    return sorted(found, key=lambda mark: (mark.attachment.name, mark.pk))


def marks_within(spaces: Collection[str], hashes: Collection[str]) -> dict[str, list[SecrecyMark]]:
    """Marks of files with these hashes in these projects: the latest of each holder."""
    rows = SecrecyMark.objects.filter(attachment__sha256__in=set(hashes)).select_related("attachment").order_by("pk")
    found: dict[str, dict[int, SecrecyMark]] = {}
    for row in rows:
        if space_of(row.attachment) in spaces:
            found.setdefault(row.attachment.sha256, {})[row.holder] = row
    return {sha256: list(marks.values()) for sha256, marks in found.items()}
