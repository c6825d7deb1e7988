"""Background jobs of the registry: the ends of terms and reminders of them, by the domain's clock."""

from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import services


@app.periodic(cron="40 4 * * *")
@app.task(name="confirmation.tend", queueing_lock="confirmation.tend")
def tend(timestamp: int) -> None:
    services.entries_tend(actor=SYSTEM, at=clock.now())
    services.officers_remind(actor=SYSTEM, at=clock.now())
