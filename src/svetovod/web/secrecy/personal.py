"""What the register knows about a person. It forgets nobody: of the erased a pseudonym stays, as in the journal."""

from typing import Any

from .models import DocumentReading, MarkTurn


def export(person: Any) -> list[dict[str, Any]]:
    rows = DocumentReading.objects.filter(person=person).order_by("id")
    return [
        {
            "number": row.pk, "document": row.name, "holder": row.holder_name, "how": row.how,
            "at": row.recorded_at.isoformat(), "acting_as": row.acting_as,
        }
        for row in rows
    ]  # fmt: skip


def export_marks(person: Any) -> list[dict[str, Any]]:
    rows = MarkTurn.objects.filter(person=person).order_by("id")
    return [
        {
            "document": row.name, "holder": row.holder_name, "turn": row.turn, "ground": row.ground,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]  # fmt: skip
