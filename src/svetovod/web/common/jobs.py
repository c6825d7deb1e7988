"""How the background work stands, as the queue itself says."""

from collections.abc import Iterator

from django.db import connection

from .metrics import Gauge

STATES = ("todo", "doing", "failed")


def gauges() -> Iterator[Gauge]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text, count(*) from procrastinate_jobs group by status")
        known = dict(cursor.fetchall())
        cursor.execute("select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers")
        (silent,) = cursor.fetchone()
    for state in STATES:
        yield Gauge("svetovod_jobs", "Background jobs by state.", known.get(state, 0), f'state="{state}"')
    if silent is not None:
        yield Gauge("svetovod_worker_silent_seconds", "Since a worker was heard last; absent: there is none.", silent)
