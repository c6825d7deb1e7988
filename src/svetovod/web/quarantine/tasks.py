"""Background jobs of the quarantine."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock
from svetovod.web.documents import scanning

from . import later, services


@app.periodic(cron="*/5 * * * *")
@app.task(name="quarantine.unscanned_check", queueing_lock="quarantine.unscanned_check")
def unscanned_check(timestamp: int) -> None:
    """Files that were taken while the scanner was down."""
    later.unscanned_check(at=clock.now())


@app.periodic(cron="50 3 * * *")
@app.task(name="quarantine.held_sweep", queueing_lock="quarantine.held_sweep")
def held_sweep(timestamp: int) -> None:
    services.held_sweep(at=clock.now())
    scanning.unread_again()  # its settings may have been mended
