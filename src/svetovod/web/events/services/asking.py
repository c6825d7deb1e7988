"""The form of a session: the organiser adds questions, changes, orders and retires them, and asks the second ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.events import asking
from svetovod.web.events.enums import FieldStage
from svetovod.web.events.models import FormDesk, PracticalSession, SessionField

from .mailing import mailing_start
from .planning import planned

MOST_FIELDS = 60
STEPS = ("up", "down", "retire", "restore")


@transaction.atomic
def field_add(*, actor: Any, session: PracticalSession, at: datetime, **fields: Any) -> SessionField:
    actor, row = planned(actor, session)
    if row.fields.count() >= MOST_FIELDS:
        raise Refused("field.many", _("A form has at most %(most)d questions.") % {"most": MOST_FIELDS})
    _refuse_twice(row, fields["label_ru"])
    field = SessionField(session=row, order=_last(row), **fields)
    columns_check(field)
    field.save()
    record(actor=actor, action="session.field", subject=row, at=at, field=field.pk, step="add", label=field.label_ru)
    return field


@transaction.atomic
def field_update(*, actor: Any, session: PracticalSession, pk: int, at: datetime, **fields: Any) -> SessionField:
    """New words of a question. How it is answered stays once somebody has; an option that was chosen stays too."""
    actor, row = planned(actor, session)
    field = _field(row, pk)
    changed = [name for name, value in fields.items() if getattr(field, name) != value]
    if "label_ru" in changed:
        _refuse_twice(row, fields["label_ru"], field)
    if answers := list(field.answers.values_list("value", flat=True)):
        _refuse_bent(field, answers, fields)
    for name in changed:
        setattr(field, name, fields[name])
    columns_check(field)
    field.save()
    if changed:
        record(actor=actor, action="session.field", subject=row, at=at, field=field.pk, step="update", changed=changed)
    return field


@transaction.atomic
def field_step(*, actor: Any, session: PracticalSession, pk: int, step: str, at: datetime) -> None:
    """Up, down, out of the form or into it again. Out of the form what nobody has answered is gone."""
    actor, row = planned(actor, session)
    field = _field(row, pk)
    if step in {"up", "down"}:
        _swap(row, field, -1 if step == "up" else 1)
    elif step == "restore":
        _refuse_twice(row, field.label_ru, field)
        field.retired_at, field.order = None, _last(row)
        field.save(update_fields=["retired_at", "order"])
    elif field.answers.exists():
        field.retired_at = field.retired_at or at
        field.save(update_fields=["retired_at"])
    else:
        field.delete()
    record(actor=actor, action="session.field", subject=row, at=at, field=pk, step=step)


@transaction.atomic
def form_rules_set(
    *, actor: Any, session: PracticalSession, answers_until: datetime, later_until: datetime, at: datetime
) -> FormDesk:
    actor, row = planned(actor, session)
    values = {"answers_until": answers_until, "later_until": later_until}
    desk, _made = FormDesk.objects.update_or_create(session=row, defaults=values)
    told = {name: value.isoformat() for name, value in values.items()}
    record(actor=actor, action="session.form_rules", subject=row, at=at, **told)
    return desk


@transaction.atomic
def form_ask(*, actor: Any, session: PracticalSession, at: datetime) -> int:
    """The second questions go by letter to those with a place who have not answered them. How many letters there are.

    Whoever gets a place later reads of them in the letter of confirmation. Asked twice a day, the same questions are
    one letter; a question added meanwhile is another one.
    """
    actor, row = planned(actor, session)
    found = asking.terms(row)
    if not asking.live(row, FieldStage.LATER):
        raise Refused("form.nothing", _("There is no question for those who have a place. Add one first."))
    if at >= found.later_until:
        raise Refused("form.late", _("The day until which they could be answered has passed. Set a later one first."))
    values: Mapping[str, Any] = {"answers_until": found.answers_until, "later_until": found.later_until}
    desk, _made = FormDesk.objects.get_or_create(session=row, defaults=values)
    desk.asked_at = desk.asked_at or at
    desk.save(update_fields=["asked_at"])
    day = timezone.localtime(at).date().isoformat()
    people = [each.pk for each in asking.unasked(row, day)]
    if people:
        questions = [field.pk for field in asking.live(row, FieldStage.LATER)]
        key = f"questions:{day}:{row.mailings.filter(what='questions').count()}"
        mailing_start(session=row, what="questions", key=key, people=people, at=at, day=day, questions=questions)
    record(actor=actor, action="session.form_ask", subject=row, at=at, told=len(people))
    return len(people)


def _field(session: PracticalSession, pk: int) -> SessionField:
    found = session.fields.select_for_update(no_key=True).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def _last(session: PracticalSession) -> int:
    return max(session.fields.values_list("order", flat=True), default=0) + 1


def _swap(session: PracticalSession, field: SessionField, by: int) -> None:
    """Changes places with the neighbour of the same part of the form."""
    rows = asking.live(session, field.stage)
    place = next((number for number, row in enumerate(rows) if row.pk == field.pk), None)
    if place is None or not 0 <= place + by < len(rows):
        return
    rows[place], rows[place + by] = rows[place + by], rows[place]
    for order, row in enumerate(rows, start=1):
        row.order = order
    SessionField.objects.bulk_update(rows, ["order"])


def _refuse_twice(session: PracticalSession, label: str, field: SessionField | None = None) -> None:
    same = session.fields.filter(label_ru=label, retired_at=None)
    if (same.exclude(pk=field.pk) if field is not None else same).exists():
        raise Refused("field.twice", _("There is a question with these words already."))


def _refuse_bent(field: SessionField, answers: list[Any], fields: Mapping[str, Any]) -> None:
    if fields.get("kind", field.kind) != field.kind or fields.get("stage", field.stage) != field.stage:
        raise Refused("field.answered", _("It was answered already: retire it and ask anew in another way."))
    if field.personal and _kept_longer(field, fields):
        words = _("Personal answers were given already: they are erased no later than those who answered were told.")
        raise Refused("field.personal", words)
    if field.options:
        chosen = {each for value in answers for each in (value if isinstance(value, list) else [value])}
        if lost := sorted(chosen - {ru for ru, _en in fields.get("options", field.options)}):
            words = _("These options were chosen already and stay: %(options)s.")
            raise Refused("field.option", words % {"options": "; ".join(lost)})


def _kept_longer(field: SessionField, fields: Mapping[str, Any]) -> bool:
    days = fields.get("keep_days", field.keep_days)
    return not fields.get("personal", True) or days is None or days > field.keep_days
