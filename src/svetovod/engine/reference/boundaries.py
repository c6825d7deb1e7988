"""Outlines of regions from a boundary file of the installation, projected for a picture. The product brings no such
file: borders are the business of whoever runs it.

Albers' equal-area conic, so that areas compare: J. P. Snyder, Map Projections, a Working Manual (USGS Professional
Paper 1395, 1987), equations 14-1 to 14-6 for a sphere; parallels 52 and 64 degrees north, meridian 100 degrees east.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

from . import regions

LARGEST = 200 * 1024 * 1024
WIDTH = 920  # of the picture; a step between points is measured in its units
MOST_POINTS = 6000  # of the whole picture: it travels with the page
_PARALLELS, _MERIDIAN = (52.0, 64.0), 100.0
_NAMED_BY = ("iso", "iso3166-2", "iso_3166_2", "shapeiso", "name:ru", "name", "nl_name_1", "name_1")

Point = tuple[float, float]
Ring = list[Point]


class BoundariesError(Exception):
    """`code`: missing, large, not_geojson or no_regions."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Outlines:
    """`paths`: of each ISO code what an SVG path is drawn by, in units of `WIDTH`; `strange`: features of no region."""

    paths: Mapping[str, str]
    height: float
    strange: int


def read(path: Path) -> Outlines:
    """A GeoJSON FeatureCollection in degrees; a feature is of the region that one of its properties names.

    Kept until the file changes. Raises `BoundariesError`.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise BoundariesError("missing") from error
    if state.st_size > LARGEST:
        raise BoundariesError("large")
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> Outlines:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        found = [(_region(each["properties"] or {}), list(_rings(each["geometry"]))) for each in features]
        projected = [(iso, [[project(*point[:2]) for point in ring] for ring in rings]) for iso, rings in found]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BoundariesError("not_geojson") from error
    of: dict[str, list[Ring]] = {}
    for iso, rings in projected:
        if iso:
            of.setdefault(iso, []).extend(ring for ring in rings if len(ring) > 3)
    of = {iso: rings for iso, rings in of.items() if rings}
    if not of:
        raise BoundariesError("no_regions")
    return _drawn(of, strange=sum(not iso for iso, _rings in found))


def project(longitude: float, latitude: float) -> Point:
    """Degrees to the plane, y downwards; what lies beyond the antimeridian stays beside the rest."""
    first, second = (radians(each) for each in _PARALLELS)
    cone = (sin(first) + sin(second)) / 2
    constant = cos(first) ** 2 + 2 * cone * sin(first)
    east = longitude + 360 if longitude < _MERIDIAN - 180 else longitude
    distance = sqrt(max(constant - 2 * cone * sin(radians(latitude)), 0)) / cone
    angle = cone * radians(east - _MERIDIAN)
    return distance * sin(angle), distance * cos(angle)


def _region(properties: Mapping[str, Any]) -> str | None:
    named = {str(key).lower(): str(value) for key, value in properties.items() if isinstance(value, str)}
    tried = [named[key] for key in _NAMED_BY if key in named]
    return next((iso for text in (*tried, *named.values()) if (iso := regions.find(text))), None)


def _rings(geometry: Mapping[str, Any] | None) -> Iterator[Sequence[Sequence[float]]]:
    if geometry is None:
        return
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon


def _drawn(of: Mapping[str, list[Ring]], *, strange: int) -> Outlines:
    everything = [point for rings in of.values() for ring in rings for point in ring]
    left, right = (bound(x for x, _y in everything) for bound in (min, max))
    top, bottom = (bound(y for _x, y in everything) for bound in (min, max))
    scale = WIDTH / ((right - left) or 1)
    placed = {
        iso: [[((x - left) * scale, (y - top) * scale) for x, y in ring] for ring in rings] for iso, rings in of.items()
    }
    step = 0.7
    while True:
        kept = {iso: _coarser(rings, step) for iso, rings in placed.items()}
        if step > WIDTH or sum(len(ring) for rings in kept.values() for ring in rings) <= MOST_POINTS:
            break
        step *= 1.5
    return Outlines({iso: _path(rings) for iso, rings in kept.items()}, (bottom - top) * scale, strange)


def _coarser(rings: Iterable[Ring], step: float) -> list[Ring]:
    """Points at least a step apart; islands smaller than that go, but never the whole region."""
    whole = list(rings)
    kept = [thin for ring in whole if len(thin := _thinned(ring, step)) > 3]
    return kept or [max(whole, key=len)[:: max(1, len(max(whole, key=len)) // 4)]]


def _thinned(ring: Ring, step: float) -> Ring:
    kept = ring[:1]
    for point in ring[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return kept


def _path(rings: Iterable[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
