"""Letters about the dossier of a cluster with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import Write, standin

from . import paper_letters


def of(at: datetime) -> Iterator[Write]:
    yield partial(paper_letters.taken_out, standin(code="programme"), but=None, at=at)
