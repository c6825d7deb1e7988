"""What this app knows about a person: the days an officer is away."""

from typing import Any

from .models import OfficerAbsence


def erase(person: Any) -> None:
    OfficerAbsence.objects.filter(person=person).delete()


def export_absences(person: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in OfficerAbsence.objects.filter(person=person).values("first", "last")]
