"""Letters about organisations and clusters of the registry with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import DAY, Write, standin

from . import letters
from .bulk import letters as bulk
from .enums import Conclusion
from .numbers import letters as numbers
from .organisations import letters as organisations
from .places import letters as places


def of(at: datetime) -> Iterator[Write]:
    check = standin(made_at=at)
    for told in (numbers.rejected, numbers.verified):
        yield partial(told, check, None)
    place = standin("Филиал (условный)")
    for known in (places.changed, places.closed):
        yield partial(known, place, None, at)
    merge = standin(made_at=at)
    yield partial(organisations.merged, merge, [], None)
    yield partial(organisations.parted, merge, [], None, at)
    file = standin(cluster=standin(name="Кластер (условный)"))
    yield partial(bulk.applied, file, actor=None, at=at)
    yield partial(bulk.undone, file, actor=None, at=at)
    change = standin(
        subject="sample", said=lambda: "Изменена норма постановления № 779.", on=DAY, at=at, actor=None
    )  # fmt: skip
    flip = standin(
        before=Conclusion.CONFORMING, after=Conclusion.NOT_CONFORMING, reasons=[standin(key="cluster.min_participants")]
    )
    yield partial(letters.verdict_changes, change, standin(name="Кластер (условный)"), flip)
