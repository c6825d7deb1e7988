"""What this app knows about a person: the links that were sent, and what was typed and not answered."""

from typing import Any

from django.utils import timezone

from .models import FiguresContact, FiguresDraft


def erase(person: Any) -> None:
    """The link stops working and drafts go; answers are the enterprise's and stay under the pseudonym."""
    FiguresContact.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
    FiguresDraft.objects.filter(person=person).delete()


def export_contacts(person: Any) -> list[dict[str, Any]]:
    rows = FiguresContact.objects.filter(person=person).select_related("reply__organisation", "reply__request")
    return [
        {
            "organisation": row.reply.organisation.name,
            "year": row.reply.request.year,
            "issued_at": row.issued_at,
            "revoked_at": row.revoked_at,
        }
        for row in rows
    ]
