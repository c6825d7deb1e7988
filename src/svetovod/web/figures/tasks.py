"""Background jobs of requests for figures: reminders on dates by the domain's clock, each sent once."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services


@app.periodic(cron="35 * * * *")
@app.task(name="figures.remind", queueing_lock="figures.remind")
def remind(timestamp: int) -> None:
    """Asked every hour, for the day may be missed at any one of them; a day has one letter all the same."""
    services.requests_remind_due(at=clock.now())
