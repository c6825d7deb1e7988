"""What a monitoring system is told of letters and of reported problems: numbers alone."""

from collections.abc import Iterator

from django.db.models import Count

from svetovod.web.common.metrics import Gauge

from .enums import MailState
from .models import AddressHold, OutgoingMail, ProblemReport

WATCHED = (MailState.QUEUED, MailState.SENDING, MailState.FAILED, MailState.UNCLEAR, MailState.HELD)


def gauges() -> Iterator[Gauge]:
    known = dict(OutgoingMail.objects.filter(state__in=WATCHED).values_list("state").annotate(Count("pk")))
    for state in WATCHED:
        yield Gauge("svetovod_letters", "Letters of the outbox by state.", known.get(state, 0), f'state="{state}"')
    held = AddressHold.objects.filter(corrected="").count()
    yield Gauge("svetovod_addresses_held", "Addresses that take no letters.", held)
    waiting = ProblemReport.objects.filter(closed_at=None).count()
    yield Gauge("svetovod_problems_open", "Reports of problems nobody has answered.", waiting)
