"""Background jobs of selections: reminders by the domain's clock, each sent once."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import letters, summons
from .custody import letters as holders
from .enums import RoundState
from .models import SelectionRound


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
