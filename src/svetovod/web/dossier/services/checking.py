"""Checks that several services share."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from svetovod.web.common.errors import Fault, Faulty
from svetovod.web.dossier import phrases
from svetovod.web.dossier.models import ClusterFounding


def refuse(code: str, faults: Iterator[Fault]) -> None:
    if found := list(faults):
        raise Faulty(code, found)


def of_a_paper(cluster: Any, dated_on: date, valid_to: date | None, at: datetime) -> Iterator[Fault]:
    """A paper of the cluster is not older than the cluster, not of a day to come, and ends after it begins."""
    yield from of_a_day("dated_on", cluster, dated_on, at)
    if valid_to is not None and valid_to < dated_on:
        yield Fault("valid_to", phrases.backwards(valid_to, dated_on))


def of_a_day(field: str, cluster: Any, on: date, at: datetime) -> Iterator[Fault]:
    today = timezone.localdate(at)
    if on > today:
        yield Fault(field, phrases.in_future(on, today))
    founding = ClusterFounding.objects.filter(cluster=cluster).first()
    if founding is not None and on < founding.on:
        yield Fault(field, phrases.before_founding(on, founding.on))
