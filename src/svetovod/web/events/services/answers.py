"""How answers and questions are kept: inside the transactions of others, which have asked whether they may."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from svetovod.web.events import asking
from svetovod.web.events.enums import FieldStage
from svetovod.web.events.models import FieldAnswer, PracticalSession, Registration, SessionField


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
        value = asking.plain(answers.get(field.pk))
        if field.pk not in answers or known.get(field.pk) == value:
            continue
        if asking.empty(value):
            gone, _each = FieldAnswer.objects.filter(registration=row, field=field).delete()
            if not gone:
                continue
        else:
            told = {"value": value, "at": at}
            FieldAnswer.objects.update_or_create(registration=row, field=field, defaults=told)
        changed.append(field.pk)
    return changed


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
