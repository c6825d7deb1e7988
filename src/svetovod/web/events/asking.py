"""The organiser's own questions: which are asked of whom, until when, and what the answers look like."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.selectors import scans_said

from .enums import SEATED, FieldKind, FieldStage, RegistrationKind, RegistrationState
from .models import FieldAnswer, FormDesk, PracticalSession, Registration, SessionField

PREFIX = "answer_"  # of columns and of fields in forms
LONGEST = 2000  # characters of an answer


@dataclass(frozen=True, slots=True)
class Terms:
    """Until when each part can be answered, and whether the second was asked."""

    answers_until: datetime
    later_until: datetime
    asked: bool

    def until(self, stage: str) -> datetime:
        return self.answers_until if stage == FieldStage.FORM else self.later_until


def terms(session: PracticalSession) -> Terms:
    """What the organiser has set; where nothing is set, the end of registration and the beginning of the session."""
    desk = FormDesk.objects.filter(session=session).first()
    if desk is not None:
        return Terms(desk.answers_until, desk.later_until, desk.asked_at is not None)
    begins = datetime.combine(session.starts_on, time(0), ZoneInfo(session.zone))
    return Terms(session.registration_until, begins, asked=False)


def name(field: SessionField) -> str:
    return f"{PREFIX}{field.pk}"


def live(session: PracticalSession, stage: str = "") -> list[SessionField]:
    """Questions that are asked, in their order."""
    found = session.fields.filter(retired_at=None)
    return list(found.filter(stage=stage) if stage else found)


def typed_in(session: PracticalSession, kind: str | None = None) -> list[SessionField]:
    """Those of the form itself, of one kind of participants or of all. Files come by the link of the letter: whoever
    sends one has shown that the address is theirs."""
    found = [each for each in live(session, FieldStage.FORM) if each.kind != FieldKind.FILE]
    return found if kind is None else [each for each in found if each.asks(kind)]


def files(session: PracticalSession, kind: str) -> list[SessionField]:
    """What whoever registers so will be asked to send."""
    return [each for each in live(session, FieldStage.FORM) if each.kind == FieldKind.FILE and each.asks(kind)]


def file_ids(field: SessionField) -> dict[int, Any]:
    """The files sent to a question, by the key of the registration."""
    if field.kind != FieldKind.FILE:
        return {}
    answers = dict(field.answers.values_list("pk", "registration"))
    sent = scans_said("events.fieldanswer", answers, "answer")
    return {answers[int(row["subject_id"])]: row["id"] for row in sent}


def listed(session: PracticalSession) -> list[SessionField]:
    """All that can stand in a list: what is asked, and what is not asked any more and was answered."""
    return list(session.fields.order_by("retired_at", "stage", "order", "pk"))


def counted(session: PracticalSession) -> QuerySet[SessionField, Any]:
    """The same with `answered`: how many have answered."""
    return session.fields.annotate(answered=Count("answers")).order_by("stage", "retired_at", "order", "pk")


def of(registration: Registration, found: Terms) -> list[SessionField]:
    """Questions to this person: those of the form, and the second ones once they are asked of who has a place."""
    stages = [FieldStage.FORM]
    if found.asked and registration.state in SEATED:
        stages.append(FieldStage.LATER)
    return [
        field for field in live(registration.session) if field.stage in stages and field.asks(registration.kind)
    ]  # fmt: skip


def given(registration: Registration) -> dict[int, Any]:
    """Answers by the key of the question."""
    return dict(registration.answers.values_list("field", "value"))


def lacking(registration: Registration, at: datetime) -> int:
    """Required questions without an answer that can still be answered."""
    if registration.state not in {RegistrationState.CONFIRMED, RegistrationState.WAITING}:
        return 0
    found = terms(registration.session)
    wanted = {
        field.pk for field in of(registration, found) if field.required and at < found.until(field.stage)
    }  # fmt: skip
    return len(wanted - given(registration).keys()) if wanted else 0


def unanswered(session: PracticalSession) -> QuerySet[Registration]:
    """Those with a place who lack an answer the organiser must have; where nothing is a must, who has answered none."""
    fields, alike = live(session, FieldStage.LATER), dict[tuple[tuple[int, ...], int], list[str]]()
    for kind in RegistrationKind.values:
        mine = [field for field in fields if field.asks(kind)]
        must = tuple(field.pk for field in mine if field.required)
        alike.setdefault((must or tuple(field.pk for field in mine), len(must) or 1), []).append(kind)
    lack = [Q(~Exists(_answers(asked, least)), kind__in=kinds) for (asked, least), kinds in alike.items() if asked]
    if not lack:
        return session.registrations.none()
    return session.registrations.filter(reduce(or_, lack), state=RegistrationState.CONFIRMED).order_by("pk")


def _answers(asked: Collection[int], least: int) -> QuerySet[FieldAnswer, Any]:
    """Of the registration around it, if there are so many."""
    rows = FieldAnswer.objects.filter(registration=OuterRef("pk"), field__in=asked).order_by()
    return rows.values("registration").annotate(n=Count("pk")).filter(n__gte=least)


def unasked(session: PracticalSession, day: str) -> list[Registration]:
    """Of them, those to whom a letter of that day has not put every question yet."""
    told: dict[int, set[int]] = {}
    for mailing in session.mailings.filter(what="questions", values__day=day):
        for pk in mailing.people:
            told.setdefault(pk, set()).update(mailing.values.get("questions", ()))
    fields = live(session, FieldStage.LATER)
    return [
        row for row in unanswered(session)
        if {field.pk for field in fields if field.asks(row.kind)} - told.get(row.pk, set())
    ]  # fmt: skip


def said(field: SessionField, value: Any) -> str:
    """An answer in words of the reader."""
    if value is None:
        return ""
    if field.kind == FieldKind.YES_NO:
        return _("yes") if value else _("no")
    if field.kind == FieldKind.DATE:
        return formatting.day(date.fromisoformat(value))
    if field.kind in {FieldKind.CHOICE, FieldKind.SEVERAL}:
        words = dict(field.choices)
        chosen: Iterable[str] = value if isinstance(value, list) else [value]
        return "; ".join(words.get(each, each) for each in chosen)
    if field.kind == FieldKind.NUMBER:
        return formatting.number(Decimal(value))
    return str(value)


def cell(field: SessionField, value: Any) -> Any:
    """The same for a workbook, where whole numbers stay numbers."""
    if field.kind == FieldKind.NUMBER and value is not None and Decimal(value) == int(Decimal(value)):
        return int(Decimal(value))
    return said(field, value)


def plain(value: Any) -> Any:
    """What was typed, as it is kept."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value[:LONGEST]
    return list(value) if isinstance(value, (list, tuple, set)) else value


def empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list)) and not value)


def columns(session: PracticalSession, wanted: Sequence[str]) -> list[SessionField]:
    """Questions among the columns that were asked for."""
    return [field for field in listed(session) if name(field) in wanted] if wanted else []
