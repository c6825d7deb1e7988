"""Background jobs of files."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services

PATIENCE = timedelta(days=1)  # longer than any upload takes


@app.periodic(cron="40 3 * * *")
@app.task(name="documents.stray_drop", queueing_lock="documents.stray_drop")
def stray_drop(timestamp: int) -> None:
    """Once a day: bytes that a killed process left behind go."""
    services.stray_drop(before=timezone.now() - PATIENCE)
