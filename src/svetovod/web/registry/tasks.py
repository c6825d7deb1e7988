"""Background jobs of the registry."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from .bulk import work


@app.task(name="registry.bulk_work")
def bulk_work(bulk_id: int) -> None:
    """Safe to run any number of times, and by two workers at once: each file is locked and done once."""
    work.run(bulk_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="registry.bulk_sweep", queueing_lock="registry.bulk_sweep")
def bulk_sweep(timestamp: int) -> None:
    """Finds imports whose worker was killed."""
    for bulk_id in work.unfinished():
        work.run(bulk_id, at=clock.now())
