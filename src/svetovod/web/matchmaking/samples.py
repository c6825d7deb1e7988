"""Letters about business meetings with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters
from .enums import SeatRole


def of(at: datetime) -> Iterator[Write]:
    session = standin(title="Практическая сессия", slug="sample")
    organisation = standin("Предприятие (условное)", pk=0)
    profile = standin(name="Предприятие (условное)", session=session, registration=None, organisation=organisation)
    other = standin(name="Другое предприятие", session=session, registration=None, organisation=organisation, pk=1)
    wish = standin(sender=other, receiver=profile, session=session, people=[profile], other=lambda _by: profile)
    table = standin(initiator=other, session=session, people=[profile], title="Корпус муфты")
    seat = standin(table=table, profile=profile, role=SeatRole.MAKER)
    yield partial(letters.invited, wish, at=at)
    for state in ("accepted", "declined"):
        yield partial(letters.answered, standin(**{**wish.__dict__, "state": state}), at=at)
        yield partial(letters.table_answered, standin(table=table, profile=profile, state=state), at=at)
    yield partial(letters.booked, standin(wish=wish), at=at)
    yield partial(letters.called_off, wish, other, at=at)
    yield partial(letters.table_invited, seat, at=at)
    yield partial(letters.table_agreed, table, at=at)
    yield partial(letters.table_off, table, [profile], at=at)
    yield partial(letters.another_comes, standin(people=[profile]), other, None, at=at)
    for first in (True, False):
        yield partial(letters.scheduled, [profile], 1, first=first, at=at)
    yield partial(letters.follow_up, profile, 7, silent=2, intentions=1, at=at)
