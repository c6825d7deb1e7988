"""Answers to the organiser's own questions, by the link of the letter until a date; forgotten after their days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events import asking
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import FieldAnswer, Registration, SessionField

from .answers import answers_drop, keep
from .managing import locked

STILL = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@transaction.atomic
def answers_give(
    *, actor: Any, registration: Registration, answers: Mapping[int, Any], token: str = "", at: datetime
) -> list[int]:  # fmt: skip
    """Keeps the answers whose time has not passed; an empty one takes the earlier back. Which have changed."""
    actor, session, row = locked(actor, registration, token)
    if row.state not in STILL:
        raise Refused("registration.over", _("This registration is no longer in force: nothing can be answered."))
    found = asking.terms(session)
    open_now = [field for field in asking.of(row, found) if at < found.until(field.stage)]
    if not open_now:
        raise Refused("answers.closed", _("The time to answer has passed. Ask the organiser to change it."))
    changed = keep(row, open_now, answers, at)
    if changed:
        record(actor=actor, action="registration.answer", subject=row, at=at, session=session.slug, fields=changed)
    return changed


@transaction.atomic
def answers_erase(*, at: datetime) -> int:
    """Answers to personal questions go when the days they are kept for have passed. A job does it every night."""
    today, gone = timezone.localtime(at).date(), 0
    fields = SessionField.objects.filter(personal=True, answers__isnull=False).distinct().select_related("session")
    for field in fields:
        if today <= field.session.ends_on + timedelta(days=field.keep_days or 0):
            continue
        many = answers_drop(FieldAnswer.objects.filter(field=field))
        record(actor=SYSTEM, action="answers.erase", subject=field.session, at=at, field=field.pk, rows=many)
        gone += many
    return gone
