"""Background jobs of rights to sign, by the domain's clock."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services


@app.periodic(cron="50 4 * * *")
@app.task(name="signing.remind", queueing_lock="signing.remind")
def remind(timestamp: int) -> None:
    """Safe to run any number of times: each letter goes once."""
    services.signers_remind(at=clock.now())
