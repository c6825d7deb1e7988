"""Which marks a file carries: its own, and those of what an archive encloses. Asks nobody: access rests on it."""

from collections.abc import Collection
from typing import Any

from .models import SecrecyMark


def marks_in(attachment: Any) -> list[SecrecyMark]:
    own = SecrecyMark.objects.filter(attachment=attachment)
    inside = SecrecyMark.objects.filter(attachment__sha256__in=attachment.enclosed.values("sha256"))
    return list((own | inside).select_related("attachment").order_by("attachment__name", "pk"))


def marks_by_hash(hashes: Collection[str]) -> dict[str, SecrecyMark]:
    """Equal bytes are one secret, wherever they are attached; the latest mark of each."""
    rows = SecrecyMark.objects.filter(attachment__sha256__in=set(hashes)).select_related("attachment")
    return {row.attachment.sha256: row for row in rows.order_by("pk")}
