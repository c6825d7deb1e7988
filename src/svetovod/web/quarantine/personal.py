"""What the quarantine knows about a person, to be given out or forgotten."""

from typing import Any

from .models import HeldFile


def erase(person: Any) -> None:
    """What was found stays, without the name of the file."""
    HeldFile.objects.filter(person=person).update(name="")


def export(person: Any) -> list[dict[str, Any]]:
    rows = HeldFile.objects.filter(person=person)
    return [
        {"file": row.name, "found": row.found, "at": row.first_at.isoformat(), "times": row.times, "place": row.place}
        for row in rows
    ]
