"""Background jobs of the register."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import days


@app.periodic(cron="20 2 * * *")
@app.task(name="secrecy.days_close", queueing_lock="secrecy.days_close")
def days_close(timestamp: int) -> None:
    """By the real clock: a reading is noted at the moment it is, whatever day a demonstration shows."""
    days.days_close(at=timezone.now())
    if found := days.faults():
        raise RuntimeError(f"the register of readings is not what the journal vouches for: {found}")
