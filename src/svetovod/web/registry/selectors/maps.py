"""The functional map as places a project can be tied to: who makes, who buys what from whom. Never a sum."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from svetovod.web.registry.models import Cluster, ClusterSheet


@dataclass(frozen=True, slots=True)
class MapView:
    """Version `number` of the map: `nodes` are INN to name, `edges` are (seller, buyer, OKPD2) of participants."""

    number: int
    uploaded_at: datetime
    nodes: dict[str, str]
    edges: frozenset[tuple[str, str, str]]


def map_on(cluster: Cluster, at: datetime | None = None) -> MapView | None:
    """The map in force then (now where no moment is named), or None where there is none. Asks nobody's permission."""
    sheets = ClusterSheet.objects.filter(cluster=cluster).annotate(
        number=Window(RowNumber(), order_by=[F("uploaded_at").asc(), F("id").asc()])
    )
    if at is not None:
        sheets = sheets.filter(uploaded_at__lte=at)
    columns = ("number", "uploaded_at", "content__participants", "content__purchases")
    row = sheets.order_by("-uploaded_at", "-id").values_list(*columns).first()
    if row is None:
        return None
    number, uploaded_at, people, purchases = row
    nodes = {each["inn"]: each["name"] for each in people or ()}
    edges = frozenset(
        (each["seller"], each["buyer"], each["okpd2"])
        for each in purchases or ()
        if each["seller"] in nodes and each["buyer"] in nodes
    )
    return MapView(number, uploaded_at, nodes, edges)
