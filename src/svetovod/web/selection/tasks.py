"""Background jobs of selections: reminders by the domain's clock, each sent once."""

from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import letters, summons
from .custody import letters as holders
from .enums import RoundState
from .models import SelectionRound
from .services import intake_unseal


@app.periodic(cron="5 * * * *")
@app.task(name="selection.unseal", queueing_lock="selection.unseal")
def unseal(timestamp: int) -> None:
    """Sealed applications whose announcement opens them before the intake ends."""
    at = clock.now()
    for round_ in SelectionRound.objects.filter(state=RoundState.OPEN, unsealed_days__isnull=False, unsealed_at=None):
        intake_unseal(actor=SYSTEM, round=round_, at=at)


@app.periodic(cron="20 * * * *")
@app.task(name="selection.remind", queueing_lock="selection.remind")
def remind(timestamp: int) -> None:
    at = clock.now()
    for round_ in SelectionRound.objects.filter(state__in=(RoundState.OPEN, RoundState.SCORING)):
        letters.drafts_due(round_, at=at)
        summons.sheets_due(round_, at=at)
        holders.codes_due(round_, at=at)
    for round_ in SelectionRound.objects.filter(state__in=holders.OWED):
        holders.key_due(round_, at=at)
