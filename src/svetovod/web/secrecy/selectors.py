"""Reading the register."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from svetovod.web.accounts.standing import auditor
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachment_get

from .access import ACCESS
from .enums import Turn
from .holders import OWN, with_absorbed
from .marks import marks_within
from .models import DocumentReading, MarkTurn, ReadingDay, SecrecyMark
from .spaces import space

__all__ = ["days", "document_get", "mark_of", "mark_turns", "marks_within", "once_marked", "readings", "withheld"]


def document_get(actor: Any, id: Any) -> Attachment:
    found = attachment_get(actor, id)
    ACCESS.require("document.copy", actor, found)
    return found


def mark_of(attachment: Attachment) -> SecrecyMark | None:
    return SecrecyMark.objects.select_related("marked_by").filter(attachment=attachment).first()


def readings(actor: Any, **narrowed: Any) -> QuerySet[DocumentReading]:
    """Of documents of the actor's own organisations; all of them for the auditor."""
    rows = _own(actor, DocumentReading.objects.select_related("person"))
    return rows.filter(_narrowing("recorded_at", **narrowed))


def mark_turns(actor: Any, *, how: str = "", **narrowed: Any) -> QuerySet[MarkTurn]:
    """Marks put on and taken off, of the same documents; a way of reading narrows them to none."""
    rows = _own(actor, MarkTurn.objects.select_related("person"))
    return rows.none() if how else rows.filter(_narrowing("at", **narrowed))


def _own(actor: Any, rows: Any) -> Any:
    ACCESS.require("register.view", actor)
    return rows if auditor.test(actor) else rows.filter(holder__in=with_absorbed(actor.organisation_ids(*OWN)))


def once_marked(actor: Any, attachment: Attachment) -> list[tuple[MarkTurn, str]]:
    """When the document was a secret and is no longer: whose, from when and until when.

    With the ground for whoever reads it in the register, and nobody else.
    """
    rows = MarkTurn.objects.filter(document=attachment.pk, turn=Turn.LIFTED).order_by("id")
    told = set(_own(actor, rows).values_list("pk", flat=True)) if ACCESS.allows("register.view", actor) else set()
    return [(row, row.ground if row.pk in told else "") for row in rows]


def _narrowing(
    moment: str, *, document: str = "", who: str = "", how: str = "", since: date | None = None,
    until: date | None = None,
) -> Q:  # fmt: skip
    asked = Q()
    if document:
        asked &= Q(name__icontains=document) | Q(sha256__startswith=document.lower())
    if who:
        asked &= Q(person__name__icontains=who)
    if how:
        asked &= Q(how=how)
    if since:
        asked &= Q(**{f"{moment}__gte": _midnight(since)})
    if until:
        asked &= Q(**{f"{moment}__lt": _midnight(until + timedelta(days=1))})
    return asked


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def days(actor: Any) -> list[ReadingDay]:
    """Counts of the whole installation: to the auditor alone."""
    ACCESS.require("register.view", actor)
    if not auditor.test(actor):
        return []
    return list(ReadingDay.objects.all()[:10])


def withheld(actor: Any, subject: Model, hashes: Collection[str]) -> tuple[dict[str, list[SecrecyMark]], set[str]]:
    """Marks of files an archive of the object is to hold, and which of them its maker may not have as they are."""
    marks = marks_within({space(subject._meta.label_lower, subject.pk)}, hashes)
    return marks, {sha256 for sha256, found in marks.items() if not all(_may_take(actor, mark) for mark in found)}


def _may_take(actor: Any, mark: SecrecyMark) -> bool:
    return ACCESS.allows("document.original", actor, mark.attachment)
