"""Background jobs of business meetings."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services, work


@app.task(name="matchmaking.compute", pass_context=True)
def compute(context: JobContext, run_id: int) -> None:
    """Safe to run any number of times: what is begun is not begun again. A worker that stops keeps the best so far."""
    work.run(run_id, at=clock.now(), leave=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="matchmaking.sweep", queueing_lock="matchmaking.sweep")
def sweep(timestamp: int) -> None:
    """Ends calculations whose worker was killed, and asks again for those whose job was lost."""
    for run_id in work.lost():
        services.run_fail(run_id=run_id, at=clock.now())
    for run_id in work.waiting():
        compute.defer(run_id=run_id)


@app.periodic(cron="50 * * * *")
@app.task(name="matchmaking.expire", queueing_lock="matchmaking.expire")
def expire(timestamp: int) -> None:
    services.wishes_expire(at=clock.now())
    services.seats_expire(at=clock.now())


@app.periodic(cron="10 7 * * *")
@app.task(name="matchmaking.follow_up", queueing_lock="matchmaking.follow_up")
def follow_up(timestamp: int) -> None:
    """Safe to run any number of times: each letter goes once."""
    services.follow_up(at=clock.now())
