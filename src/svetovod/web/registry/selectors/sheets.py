"""Workbooks of a cluster: the waiting one, all that counted, the one before."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.registry.models import Cluster, ClusterSheet, PendingSheet


def pending_sheet(cluster: Cluster) -> PendingSheet | None:
    """The workbook that waits until its changes are accepted."""
    return PendingSheet.objects.filter(cluster=cluster).select_related("base", "uploaded_by").first()


def sheets_of(cluster: Cluster) -> QuerySet[ClusterSheet]:
    """Every workbook that counted, the newest first."""
    return cluster.sheets.select_related("uploaded_by", "restores").defer("content", "notes")


def sheet_before(sheet: ClusterSheet) -> ClusterSheet | None:
    """The workbook that counted before this one."""
    earlier = Q(uploaded_at__lt=sheet.uploaded_at) | Q(uploaded_at=sheet.uploaded_at, pk__lt=sheet.pk)
    return ClusterSheet.objects.filter(earlier, cluster_id=sheet.cluster_id).first()


def workers_by_inn(clusters: Iterable[int]) -> dict[str, int]:
    """How many workers the newest workbooks of these clusters name, by INN; without those that name none."""
    rows = participants_by_inn(clusters).items()
    return {inn: int(row["employees"]) for inn, row in rows if row.get("employees") is not None}


def participants_by_inn(clusters: Iterable[int]) -> dict[str, dict[str, Any]]:
    """Rows of participants, by INN, as the newest workbooks of these clusters name them."""
    sheets = ClusterSheet.objects.filter(cluster_id__in=clusters).order_by("cluster_id", "-uploaded_at", "-pk")
    newest = sheets.distinct("cluster_id").values_list("content", flat=True)
    return {str(row["inn"]): row for content in newest for row in content.get("participants", ())}
