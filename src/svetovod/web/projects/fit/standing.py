"""Each product and purchase of a project against the map and the programme in force: on them, off them, not known.

Where the cluster keeps no map or no programme here, nothing is known: that warns and never blocks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from svetovod.web.dossier import selectors as dossiers
from svetovod.web.projects.enums import FitWhat
from svetovod.web.registry import selectors as registry

NODE, EDGE = "node", "edge"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a content. `on_map` and `in_programme` are None while that is not known."""

    row: Mapping[str, Any]
    on_map: bool | None
    in_programme: bool | None


@dataclass(frozen=True, slots=True)
class Standing:
    lines: Sequence[Line]
    map: Any
    programme: Any

    @property
    def products(self) -> int:
        return sum(line.row["what"] == FitWhat.PRODUCT for line in self.lines)

    @property
    def off_map(self) -> list[Line]:
        return [line for line in self.lines if line.on_map is False]

    @property
    def off_programme(self) -> list[Line]:
        return [line for line in self.lines if line.in_programme is False]


def of_content(content: Mapping[str, Any], cluster: Any, at: datetime | None = None) -> Standing:
    """By the map and the programme of that moment, or of now. Two queries. Asks nobody's permission."""
    map_ = registry.map_on(cluster, at)
    programme = dossiers.programme_on(cluster, timezone.localdate(at) if at else None)
    return Standing(tuple(judged(content.get("fit", ()), map_, programme)), map_, programme)


def judged(rows: Iterable[Mapping[str, Any]], map_: Any, programme: Any) -> Iterable[Line]:
    for row in rows:
        on_map = None if map_ is None else row["place"] in placed(map_)
        known = None if programme is None else row["measure"] in programme.measures
        yield Line(row, on_map, known)


def placed(map_: Any) -> set[str]:
    """Every place of the map as a line names it."""
    return {f"{NODE}:{inn}" for inn in map_.nodes} | {f"{EDGE}:{'-'.join(edge)}" for edge in map_.edges}


def offered(map_: Any, inside: Iterable[str]) -> list[tuple[str, str]]:
    """Places a project may choose: nodes of its participants, and what they buy from one another.

    Who else of the cluster buys from whom is not told.
    """
    if map_ is None:
        return []
    mine = [inn for inn in inside if inn in map_.nodes]
    nodes = [(f"{NODE}:{inn}", map_.nodes[inn]) for inn in mine]
    edges = [
        (f"{EDGE}:{seller}-{buyer}-{okpd2}", f"{map_.nodes[seller]} → {map_.nodes[buyer]}: {okpd2}")
        for seller, buyer, okpd2 in sorted(map_.edges)
        if seller in mine and buyer in mine
    ]
    return nodes + edges
