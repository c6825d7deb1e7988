"""Letters about signatures with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import letters
from .seam import Paper


def of(at: datetime) -> Iterator[Write]:
    paper = Paper("attachment", "-", None, "Договор поставки.pdf", "contract.pdf")
    row = standin(pk=1)
    yield partial(letters.added, row, paper, people=[standin(pk=0)], at=at)
    yield partial(letters.withdrawn, row, paper, people=[standin(pk=0)], at=at)
    yield partial(letters.bad, row, paper, people=[standin(pk=0)], at=at)
