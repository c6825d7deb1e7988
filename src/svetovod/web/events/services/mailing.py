"""Letters to everybody: asked for in one row, queued by a job, so that nobody waits for fifteen hundred of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.events import mailing
from svetovod.web.events.models import PracticalSession, SessionMailing

PORTION = 100  # letters of one transaction


@transaction.atomic
def mailing_start(
    *, session: PracticalSession, what: str, key: str, people: Iterable[int], at: datetime, **values: Any
) -> int:
    """How many letters there will be. The caller has asked whether it may; asked twice, it is one mailing."""
    rows = list(people)
    told = {"what": what, "values": values, "people": rows, "asked_at": at}
    made, new = SessionMailing.objects.get_or_create(session=session, key=key, defaults=told)
    if new:
        _defer(made)
    return len(rows)


def _defer(made: SessionMailing) -> None:
    from svetovod.web.events.tasks import mail  # the task module imports the services

    mail.defer(mailing_id=made.pk)


def mailing_queue(*, mailing_id: int) -> int:
    """Puts the letters into the outbox, each once; killed on the way, it goes on where it was. How many there are."""
    row = SessionMailing.objects.select_related("session").get(pk=mailing_id)
    if row.queued_at is not None:
        return 0
    for start in range(0, max(len(row.people), 1), PORTION):
        with transaction.atomic():
            mailing.queue(row, row.people[start : start + PORTION])
    SessionMailing.objects.filter(pk=row.pk).update(queued_at=row.asked_at)
    return len(row.people)
