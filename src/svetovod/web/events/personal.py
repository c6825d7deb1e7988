"""What practical sessions know about a person: answers to personal questions, data of passes, registrations."""

from typing import Any

from django.db.models import Q

from . import sealing
from .models import FieldAnswer, FloorQuestion, QuizPart, Registration, VisitPass
from .services.answers import answers_drop


def erase(person: Any) -> None:
    """What nobody else needs goes; that somebody was there stays, under a pseudonym."""
    telling = Q(field__personal=True) | Q(field__kind__in=("short", "long", "file"))
    answers_drop(FieldAnswer.objects.filter(telling, registration__person=person))
    VisitPass.objects.filter(registration__person=person).delete()
    QuizPart.objects.filter(registration__person=person).delete()


def export(person: Any) -> list[dict[str, Any]]:
    rows = Registration.objects.filter(person=person).select_related("session", "visit_pass")
    rows = rows.prefetch_related("answers__field", "consents__document", "presences__item", "quiz_parts__quiz__item")
    return [
        {
            "session": row.session.slug, "kind": row.kind, "region": row.region, "state": row.state,
            "organisation": row.organisation_name, "registered_at": row.registered_at,
            "answers": {each.field.label_ru: each.value for each in row.answers.all()},
            "consents": [
                {"document": str(each.document), "given_at": each.given_at, "withdrawn_at": each.withdrawn_at}
                for each in row.consents.all()
            ],
            "pass": _pass(row),
            "seminars": [{"title": each.item.title, "at": each.at, "way": each.way} for each in row.presences.all()],
            "tests": [
                {"title": each.quiz.item.title, "answers": each.answers, "right": each.right, "given_at": each.given_at}
                for each in row.quiz_parts.all()
            ],
        }
        for row in rows
    ]  # fmt: skip


def questions(person: Any) -> list[dict[str, Any]]:
    """Asked at seminars and to projects: also by those who have no registration, as experts of the panel."""
    rows = FloorQuestion.objects.filter(asker=person).select_related("item__session").order_by("asked_at", "pk")
    return [
        {"session": row.item.session.slug, "entry": row.item.title, "text": row.text, "state": row.state,
         "asked_at": row.asked_at}
        for row in rows
    ]  # fmt: skip


def _pass(row: Registration) -> dict[str, Any]:
    """Data for the checkpoint: opened for the person they are of; gone after their days."""
    kept = getattr(row, "visit_pass", None)
    return sealing.unseal(row.pk, kept.sealed) if kept is not None and kept.sealed else {}
