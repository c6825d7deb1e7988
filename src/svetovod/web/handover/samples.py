"""Letters of a handover with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters


def of(at: datetime) -> Iterator[Write]:
    row = standin(leaver=standin("Кто уходит"), places=[])
    who = standin(name="Преемник", person_id=0)
    yield partial(letters.started, row, but=None, at=at)
    for told in (letters.accepted, letters.declined):
        yield partial(told, row, who, at=at)
    yield partial(letters.agreed, row, at=at)
    yield partial(letters.forced, row, but=None, at=at)
    yield partial(letters.revoked, row, but=None, at=at)
    for late in (letters.unanswered, letters.held_up, letters.done):
        yield partial(late, row, at=at)
