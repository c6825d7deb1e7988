"""How answers and questions are kept: inside the transactions of others, which have asked whether they may."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.documents import services as documents
from svetovod.web.events import asking
from svetovod.web.events.enums import FieldKind, FieldStage
from svetovod.web.events.models import FieldAnswer, PracticalSession, Registration, SessionField

FILE = "answer"
SUBJECT = "events.fieldanswer"


def answers_keep(registration: Registration, answers: Mapping[int, Any], at: datetime) -> None:
    """Those given with the form itself, inside the transaction that registers."""
    if answers:
        fields = asking.live(registration.session, FieldStage.FORM)
        keep(registration, [field for field in fields if field.asks(registration.kind)], answers, at)


def keep(
    row: Registration, fields: Iterable[SessionField], answers: Mapping[int, Any], at: datetime
) -> list[int]:  # fmt: skip
    """Which of them have changed. What is not among the answers stays; an empty answer takes the earlier back."""
    known, changed = asking.given(row), []
    for field in fields:
        if field.pk not in answers:
            continue
        if field.kind == FieldKind.FILE:
            if file_keep(row, field, answers[field.pk], at):
                changed.append(field.pk)
            continue
        value = asking.plain(answers[field.pk])
        if known.get(field.pk) == value:
            continue
        if asking.empty(value):
            if not answers_drop(row.answers.filter(field=field)):
                continue
        else:
            told = {"value": value, "at": at}
            FieldAnswer.objects.update_or_create(registration=row, field=field, defaults=told)
        changed.append(field.pk)
    return changed


def file_keep(row: Registration, field: SessionField, upload: Any, at: datetime) -> bool:
    """A file in place of an earlier one; None takes it back. Whether anything has changed.

    Whoever holds the link of the letter is the person it went to: the file is theirs, as if they had signed in.
    """
    known = row.answers.filter(field=field).first()
    if upload is None:
        return bool(known) and bool(answers_drop(row.answers.filter(field=field)))
    answer = known or FieldAnswer.objects.create(registration=row, field=field, value="", at=at)
    made = documents.attachment_add(actor=actor_of(row.person), subject=answer, upload=upload, kind=FILE, at=at)
    gone = documents.attachments_erase(subject_type=SUBJECT, subject_ids=[answer.pk], but=made.pk)
    if known and not gone and answer.value == made.name:
        return False
    answer.value, answer.at = made.name, at
    answer.save(update_fields=["value", "at"])
    return True


def answers_drop(answers: QuerySet[FieldAnswer]) -> int:
    """Answers with their files. How many there were."""
    ids = list(answers.values_list("pk", flat=True))
    documents.attachments_erase(subject_type=SUBJECT, subject_ids=ids)
    FieldAnswer.objects.filter(pk__in=ids).delete()
    return len(ids)


def answers_move(kept: Registration, other: Registration) -> None:
    """Of two registrations of one person: what the one that is kept has not answered."""
    known = set(kept.answers.values_list("field", flat=True))
    other.answers.exclude(field__in=known).update(registration=kept)


def fields_copy(source: PracticalSession, made: PracticalSession) -> None:
    """The questions that are asked, for a session like an earlier one."""
    copies = asking.live(source)
    for field in copies:
        field.pk, field.session = None, made
    SessionField.objects.bulk_create(copies)
