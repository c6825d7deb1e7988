"""Letters about a cluster in the registry with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters
from .enums import AppealState, Outcome, ReportState

LADDER = (180, 90, 30)


def of(at: datetime) -> Iterator[Write]:
    cluster = standin(name="Волоконная оптика и оптоэлектроника (условный)")
    row = standin(cluster=cluster, number="2021-3")
    entry = standin(cluster=cluster, number=12, decision=standin(application=row))
    for number in (1, 2):
        yield partial(letters.filed, row, standin(number=number), at=at, but=None)
    yield partial(letters.withdrawn, row, at=at, but=None)
    yield partial(letters.returned, row, standin(), at=at)
    yield partial(letters.prepared, row, at=at, but=None)
    yield partial(letters.sent_back, row, standin(), at=at)
    for outcome in (Outcome.CONFIRM, Outcome.REFUSE):
        yield partial(letters.decided, row, standin(outcome=outcome), 12, at=at)
    for left in (90, -1):
        yield partial(letters.term_nears, entry, left, LADDER, at=at)
    made = standin(entry=entry)
    yield partial(letters.exclusion_prepared, made, at=at, but=None)
    yield partial(letters.excluded, made, at=at)
    yield partial(letters.appealed, standin(application=row), at=at, but=None)
    for state in (AppealState.UPHELD, AppealState.REJECTED):
        yield partial(letters.appeal_decided, standin(application=row, state=state), at=at)
    yield partial(letters.reported, made, at=at, but=None)
    for answer in (ReportState.ACCEPTED, ReportState.DECLINED):
        yield partial(letters.report_answered, standin(entry=entry, state=answer), at=at)
