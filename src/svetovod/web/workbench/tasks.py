"""Background jobs of the workbench."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services


@app.periodic(cron="40 3 * * *")
@app.task(name="workbench.forget", queueing_lock="workbench.forget")
def forget(timestamp: int) -> None:
    """Answers older than a month are not kept."""
    services.answers_forget(clock.now())
