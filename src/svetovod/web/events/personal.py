"""What practical sessions know about a person: answers to personal questions, data of passes, registrations."""

from typing import Any

from django.db.models import Q

from .models import FieldAnswer, Registration, VisitPass


def erase(person: Any) -> None:
    """What nobody else needs goes; that somebody was there stays, under a pseudonym."""
    FieldAnswer.objects.filter(Q(field__personal=True) | Q(field__kind__in=("short", "long"))).filter(
        registration__person=person
    ).delete()
    VisitPass.objects.filter(registration__person=person).delete()


def export(person: Any) -> list[dict[str, Any]]:
    rows = Registration.objects.filter(person=person).select_related("session").prefetch_related("answers__field")
    return [
        {
            "session": row.session.slug, "kind": row.kind, "region": row.region, "state": row.state,
            "organisation": row.organisation_name, "registered_at": row.registered_at,
            "answers": {each.field.label_ru: each.value for each in row.answers.all()},
        }
        for row in rows
    ]  # fmt: skip
