"""What the quarantine knows about a person, to be given out or forgotten."""

from typing import Any

from .models import HeldFile
from .services import held_forget


def erase(person: Any) -> None:
    held_forget(person=person)


def export(person: Any) -> list[dict[str, Any]]:
    rows = HeldFile.objects.filter(person=person)
    return [
        {"file": row.name, "found": row.found, "at": row.first_at.isoformat(), "times": row.times, "place": row.place}
        for row in rows
    ]
