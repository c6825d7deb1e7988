"""Versions that no panel reads yet, though the project was shown to it: the apps that know why say which."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet

# numbers of projects -> numbers of their versions, as a query
Source = Callable[[Collection[int]], QuerySet[Any, int]]
_sources: list[Source] = []


def register_withheld(source: Source) -> None:
    """Called in `AppConfig.ready`."""
    _sources.append(source)


def without_withheld(versions: QuerySet[Any], projects: Collection[int]) -> QuerySet[Any]:
    """Of `versions` of these projects those that a panel may read, told apart by the statement that reads them."""
    for source in _sources:
        versions = versions.exclude(pk__in=source(projects))
    return versions
