"""Background jobs of selections: reminders by the domain's clock, each sent once."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import letters, summons
from .custody import drafts
from .custody import letters as holders
from .custody.uses import ENVELOPES, USES
from .enums import RoundState
from .models import SelectionRound
from .services import intake_unseal


def each(rows: Iterable[Any], act: Callable[[Any], Any]) -> list[Exception]:
    """One selection that cannot be served keeps back no other: what went wrong is told when all had their turn."""
    failed = []
    for row in rows:
        try:
            act(row)
        except Exception as error:
            error.add_note(f"selection {row.slug}")
            failed.append(error)
    return failed


def tell(failed: list[Exception]) -> None:
    if failed:
        raise ExceptionGroup("not every selection was served", failed)


@app.periodic(cron="5 * * * *")
@app.task(name="selection.unseal", queueing_lock="selection.unseal")
def unseal(timestamp: int) -> None:
    """Sealed applications whose announcement opens them before the intake ends."""
    at = clock.now()
    rows = SelectionRound.objects.filter(state=RoundState.OPEN, unsealed_days__isnull=False, unsealed_at=None)
    tell(each(rows, lambda row: intake_unseal(actor=SYSTEM, round=row, at=at)))


@app.periodic(cron="20 * * * *")
@app.task(name="selection.remind", queueing_lock="selection.remind")
def remind(timestamp: int) -> None:
    at = clock.now()
    failed = []
    running = SelectionRound.objects.filter(state__in=(RoundState.OPEN, RoundState.SCORING))
    for owed in (letters.drafts_due, summons.sheets_due, holders.codes_due):
        failed += each(running, partial(owed, at=at))
    closed = SelectionRound.objects.filter(state=RoundState.INTAKE_CLOSED)
    failed += each(closed, partial(holders.codes_due, use=ENVELOPES, at=at))
    failed += each(closed, partial(holders.opening_due, at=at))
    for use in USES.values():
        owed_in = SelectionRound.objects.filter(state__in=holders.OWED[use.purpose])
        failed += each(owed_in, partial(holders.key_due, use=use, at=at))
    tell(failed)


@app.periodic(cron="40 6 * * *")
@app.task(name="selection.envelopes", queueing_lock="selection.envelopes")
def envelopes(timestamp: int) -> None:
    """Files in envelopes that would not open, told while they can be put in once more: every one is read for it."""
    rows = SelectionRound.objects.filter(state=RoundState.OPEN).exclude(envelope=[])
    tell(each(rows, partial(holders.unreadable_found, at=clock.now())))


@app.periodic(cron="45 * * * *")
@app.task(name="selection.draft_keys", queueing_lock="selection.draft_keys")
def draft_keys(timestamp: int) -> None:
    """What a process killed right after a submission has left: hourly, for the promise is not kept until then."""
    drafts.draft_keys_sweep(at=timezone.now())
