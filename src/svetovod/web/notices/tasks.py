"""Background jobs of the outbox."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from . import delivery, digest


@app.task(name="notices.mail_send", queue="mail", retry=RetryStrategy(max_attempts=3, wait=60))
def mail_send(mail_id: int) -> None:
    """Safe to run any number of times: only a waiting letter is sent."""
    pause = delivery.attempt(mail_id)
    if pause is not None:
        mail_send.configure(schedule_in={"minutes": pause}).defer(mail_id=mail_id)


@app.periodic(cron="30 5 * * *")
@app.task(name="notices.digests_send", queue="mail", queueing_lock="notices.digests_send")
def digests_send(timestamp: int) -> None:
    """Before the working day begins in Moscow."""
    digest.digests_send(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="notices.mail_sweep", queue="mail", queueing_lock="notices.mail_sweep")
def mail_sweep(timestamp: int) -> None:
    """Finds letters whose job was lost or killed."""
    for mail_id in delivery.sweep():
        mail_send.configure(queueing_lock=f"mail-{mail_id}").defer(mail_id=mail_id)
