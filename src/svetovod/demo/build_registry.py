"""Builds the registry of a scene through its services: organisations, clusters, workbooks, verdicts."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from svetovod.web.registry import services
from svetovod.web.registry.enums import ClusterState, OrganisationKind
from svetovod.web.registry.models import Cluster, Organisation, StoredVerdict


def organisation(
    inn: str, name: str, region: str, kind: str = OrganisationKind.ENTERPRISE, *, actor: Any, at: datetime
) -> Organisation:
    return services.organisation_create(actor=actor, inn=inn, name=name, region=region, kind=kind, at=at)


def cluster(
    slug: str,
    name: str,
    regions: list[str],
    manager: Organisation,
    *,
    actor: Any,
    at: datetime,
    state: str = ClusterState.EMERGING,
) -> Cluster:
    return services.cluster_create(
        actor=actor, slug=slug, name=name, regions=regions, manager=manager, state=state, is_demo=True, at=at
    )


def cluster_from_workbook(
    path: Path, slug: str, manager: Organisation, *, name: str, regions: list[str], actor: Any, at: datetime,
    state: str = ClusterState.EMERGING,
) -> Cluster:  # fmt: skip
    """The cluster of a workbook that must be good; judged as of the day of `at`."""
    made = cluster(slug, name, regions, manager, actor=actor, at=at, state=state)
    with path.open("rb") as file:
        done = services.cluster_import(actor=actor, cluster=made, file=file, file_name=path.name, at=at)
    if done.errors:
        raise ValueError(f"{path}: {done.errors[0]}")
    return made


def verdict(cluster: Cluster, on: date, *, actor: Any, at: datetime) -> StoredVerdict:
    """Keeps the verdict of one more day; a scene knows the future."""
    return services.verdict_make(actor=actor, cluster=cluster, on=on, at=at, show_future=True)
