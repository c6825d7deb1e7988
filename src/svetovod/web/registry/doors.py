"""What stands above the registry and belongs to a cluster: each app says by which link its page opens, and what of it
cannot wait.

Registered in `AppConfig.ready`, so that a cluster's page leads on without knowing who stands above.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from svetovod.web.common.context import Link

from .models import Cluster

_sources: list[Callable[[Any, Cluster], Iterable[Link]]] = []

_warnings: list[Callable[[Any, Cluster, datetime], Iterable[Link]]] = []


def register_doors(source: Callable[[Any, Cluster], Iterable[Link]]) -> None:
    """`source(actor, cluster)` gives links that the actor may open."""
    if source not in _sources:
        _sources.append(source)


def doors(actor: Any, cluster: Cluster) -> list[Link]:
    return [link for source in _sources for link in source(actor, cluster)]


def register_warnings(source: Callable[[Any, Cluster, datetime], Iterable[Link]]) -> None:
    """`source(actor, cluster, moment)` gives sentences for the head of the cluster's page, with where they lead."""
    if source not in _warnings:
        _warnings.append(source)


def warnings(actor: Any, cluster: Cluster, moment: datetime) -> list[Link]:
    return [link for source in _warnings for link in source(actor, cluster, moment)]
