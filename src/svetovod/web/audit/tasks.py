"""Background jobs of the journal."""

from procrastinate.contrib.django import app

from . import selectors, services


@app.periodic(cron="5 0 * * *")
@app.task(name="audit.root_sign_daily", queueing_lock="audit.root_sign_daily")
def root_sign_daily(timestamp: int) -> None:
    """Signs the root once a day, if anything was written since the last signature."""
    if selectors.needs_signature():
        services.root_sign(purpose="daily")
