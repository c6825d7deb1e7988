"""Background jobs of joint projects."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services
from .outputs import work


@app.task(name="projects.bundle_work")
def bundle_work(bundle_id: int) -> None:
    """Safe to run any number of times: what is made is not made again."""
    work.run(bundle_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="projects.bundle_sweep", queueing_lock="projects.bundle_sweep")
def bundle_sweep(timestamp: int) -> None:
    """Finds archives whose worker was killed."""
    for bundle_id in work.unfinished():
        work.run(bundle_id, at=clock.now())


@app.periodic(cron="40 4 * * *")
@app.task(name="projects.reports_remind", queueing_lock="projects.reports_remind")
def reports_remind(timestamp: int) -> None:
    """Safe to run any number of times: each letter goes once."""
    services.reports_remind(at=clock.now())


@app.periodic(cron="50 4 * * *")
@app.task(name="projects.sections_remind", queueing_lock="projects.sections_remind")
def sections_remind(timestamp: int) -> None:
    """Safe to run any number of times: each letter goes once."""
    services.sections_remind(at=clock.now())


@app.periodic(cron="20 * * * *")
@app.task(name="projects.remarks_follow", queueing_lock="projects.remarks_follow")
def remarks_follow(timestamp: int) -> None:
    """What was read first long enough is shown to the team; whose day is near or past is reminded."""
    at = clock.now()
    services.remarks_release(at=at)
    services.remarks_remind(at=at)
