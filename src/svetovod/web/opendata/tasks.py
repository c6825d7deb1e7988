"""Background jobs of open data."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import changes


@app.periodic(cron="10 * * * *")
@app.task(name="opendata.keep", queueing_lock="opendata.keep")
def keep(timestamp: int) -> None:
    """Marks of what the data sets are now, by the day of the clock."""
    changes.keep(clock.now())
