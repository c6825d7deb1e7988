"""Background jobs of practical sessions."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import services


@app.task(name="events.propose")
def propose(proposal_id: int) -> None:
    """Safe to run any number of times: what is found is not looked for again."""
    services.proposal_compute(proposal_id=proposal_id)


@app.task(name="events.mail")
def mail(mailing_id: int) -> None:
    """Safe to run any number of times: every letter has its key."""
    services.mailing_queue(mailing_id=mailing_id)


@app.task(name="events.scan_read")
def scan_read(scan_id: int) -> None:
    """Safe to run any number of times: a page that is kept is not kept again."""
    services.scan_read(scan_id=scan_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="events.scans_sweep", queueing_lock="events.scans_sweep")
def scans_sweep(timestamp: int) -> None:
    """Finds scans whose worker was killed."""
    services.scans_sweep(at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="events.terms_sweep", queueing_lock="events.terms_sweep")
def terms_sweep(timestamp: int) -> None:
    """Places held for those who moved up and have not answered in time go on to the next."""
    services.terms_sweep(at=clock.now())


@app.periodic(cron="40 6 * * *")
@app.task(name="events.tasks_remind", queueing_lock="events.tasks_remind")
def tasks_remind(timestamp: int) -> None:
    services.tasks_remind(at=clock.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="events.passes_erase", queueing_lock="events.passes_erase")
def passes_erase(timestamp: int) -> None:
    services.passes_erase(at=clock.now())


@app.periodic(cron="25 3 * * *")
@app.task(name="events.answers_erase", queueing_lock="events.answers_erase")
def answers_erase(timestamp: int) -> None:
    services.answers_erase(at=clock.now())
