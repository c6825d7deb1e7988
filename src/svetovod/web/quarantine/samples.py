"""Letters about malware with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters


def of(at: datetime) -> Iterator[Write]:
    yield partial(letters.found, standin(found="Eicar-Test-Signature"), at=at)
    yield partial(letters.unread, at=at)
    yield partial(letters.infected, standin(pk="00000000-0000-0000-0000-000000000000", uploaded_by=None), at=at)
