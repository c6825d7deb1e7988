"""Background jobs of signatures."""

from procrastinate.contrib.django import app

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import clock

from . import selectors, services


@app.periodic(cron="40 3 * * *")
@app.task(name="signatures.sweep", queueing_lock="signatures.sweep")
def sweep(timestamp: int) -> None:
    """A signature goes with its file; what could not be looked at is looked at again."""
    services.signatures_sweep()
    for pk in selectors.waiting():
        check.defer(signature=pk)


@app.task(name="signatures.check")
def check(signature: int) -> None:
    services.signature_check(signature=signature, at=clock.now(), actor=SYSTEM)
