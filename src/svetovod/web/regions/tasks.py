"""Background jobs of surveys."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import work
from .registries import work as registries


@app.task(name="regions.survey_read")
def survey_read(survey_id: int) -> None:
    """Safe to run any number of times, and by two workers at once: the survey is locked and read once."""
    work.run(survey_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="regions.survey_sweep", queueing_lock="regions.survey_sweep")
def survey_sweep(timestamp: int) -> None:
    """Finds surveys whose worker was killed."""
    for survey_id in work.unfinished():
        work.run(survey_id)


@app.task(name="regions.registry_read")
def registry_read(file_id: int) -> None:
    """Safe to run any number of times: a reading that was stopped goes on from its last batch."""
    registries.run(file_id, now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="regions.registry_sweep", queueing_lock="regions.registry_sweep")
def registry_sweep(timestamp: int) -> None:
    """Finds files whose worker was killed."""
    for file_id in registries.unfinished():
        registries.run(file_id, now=timezone.now())
