"""Background jobs of surveys."""

from procrastinate.contrib.django import app

from . import work


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
