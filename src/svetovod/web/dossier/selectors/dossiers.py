from datetime import date
from typing import Any

from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.models import Dossier
from svetovod.web.registry import selectors as registry


def cluster_get(actor: Any, slug: str, action: str = "dossier.view") -> Any:
    """The cluster whose dossier the actor may open."""
    cluster = registry.cluster_get(actor, slug)
    ACCESS.require(action, actor, cluster)
    return cluster


def pinned(cluster: Any) -> Dossier | None:
    """The edition the dossier is prepared under, once somebody has chosen it."""
    return Dossier.objects.filter(cluster=cluster).select_related("pinned_by").first()


def law_day(cluster: Any, on: date) -> date:
    """The day whose law the dossier is kept by: that of its edition, else the day itself."""
    edition = Dossier.objects.filter(cluster=cluster).values_list("edition", flat=True).first()
    return edition or on
