"""Letters about rights to sign with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters
from .enums import Ground


def of(at: datetime) -> Iterator[Write]:
    row = standin(person=None, name="Кто подписывает", ground=Ground.PROXY)
    yield partial(letters.entered, row, but=None, at=at)
    yield partial(letters.ended, row, but=None, at=at)
