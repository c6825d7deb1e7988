"""What changed in a data set since a day: identifiers that came, went, or have another content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from .datasets import DATASETS, Dataset, marks
from .models import DatasetDay


@dataclass(frozen=True, slots=True)
class Changes:
    """`since`: the day really compared with, the last kept one not later than asked; None where there is none."""

    since: date | None
    added: list[str]
    changed: list[str]
    removed: list[str]


def since(dataset: Dataset, day: date, moment: datetime, *, show_future: bool) -> Changes:
    kept = DatasetDay.objects.filter(dataset=dataset.key, on__lte=day).order_by("-on").first()
    now = marks(list(dataset.rows(moment, show_future)))
    return compared(kept.on if kept else None, kept.rows if kept else {}, now)


def compared(on: date | None, before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    return Changes(
        on, sorted(now.keys() - before.keys()), sorted(key for key in now if before.get(key, now[key]) != now[key]),
        sorted(before.keys() - now.keys()),
    )  # fmt: skip


@transaction.atomic
def keep(moment: datetime, *, show_future: bool = False) -> int:
    """Today's marks of every set that is another than it was last; safe to run any number of times a day."""
    today = timezone.localtime(moment).date()
    written = 0
    for each in DATASETS:
        now = marks(list(each.rows(moment, show_future)))
        last = DatasetDay.objects.filter(dataset=each.key, on__lte=today).order_by("-on").first()
        if last is None or last.rows != now:
            DatasetDay.objects.update_or_create(dataset=each.key, on=today, defaults={"rows": now})
            written += 1
    return written


def last_changed() -> dict[str, date]:
    """By the key of the set."""
    rows = DatasetDay.objects.order_by("dataset", "-on").distinct("dataset")
    return dict(rows.values_list("dataset", "on"))
