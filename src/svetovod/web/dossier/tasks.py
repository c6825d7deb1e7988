"""Background jobs of dossiers, by the domain's clock."""

from procrastinate.contrib.django import app

from svetovod.web.audit import clock

from .edition_letters import overtaken_tell


@app.periodic(cron="35 * * * *")
@app.task(name="dossier.editions", queueing_lock="dossier.editions")
def editions(timestamp: int) -> None:
    """Safe to run any number of times: an edition that the clock has reached is told of once."""
    overtaken_tell(at=clock.now())
