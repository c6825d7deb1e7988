"""Background jobs of handovers: what was agreed is carried out when its day has passed, by the domain's clock."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services


@app.periodic(cron="10 * * * *")
@app.task(name="handover.tend", queueing_lock="handover.tend")
def tend(timestamp: int) -> None:
    services.handovers_tend(at=clock.now())
