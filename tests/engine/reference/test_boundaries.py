"""Outlines of regions: areas compare as on the globe, features find their regions, a wrong file says what is wrong."""

import json
import os
import re
from itertools import pairwise
from math import isclose, radians, sin
from pathlib import Path
from typing import Any

import pytest

from svetovod.engine.reference import boundaries

Ring = list[list[float]]


def square(west: float, south: float, size: float = 4) -> Ring:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(ring: Ring, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    rings: Any = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def written(folder: Path, *features: dict[str, Any]) -> Path:
    path = folder / "regions.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def area(ring: Ring) -> float:
    points = [boundaries.project(*point) for point in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


@pytest.mark.parametrize(("west", "south"), [(30, 45), (100, 60), (179.95, 66), (-170, 70)])
def test_areas_are_those_of_the_globe(west: float, south: float) -> None:
    size = 0.05
    on_the_globe = radians(size) * (sin(radians(south + size)) - sin(radians(south)))
    assert isclose(area(square(west, south, size)), on_the_globe, rel_tol=1e-4)


def test_north_is_up_and_the_antimeridian_tears_nothing_apart() -> None:
    assert boundaries.project(100, 70)[1] < boundaries.project(100, 50)[1]
    before, after = boundaries.project(179.9, 66), boundaries.project(-179.9, 66)
    assert isclose(before[0], after[0], abs_tol=0.01)


def test_features_find_their_regions_by_what_names_them(tmp_path: Path) -> None:
    found = boundaries.read(
        written(
            tmp_path, feature(square(43, 53), **{"ISO3166-2": "RU-MO", "name": "Penza"}),
            feature(square(44, 58), name="Кировская область"),
            feature(square(52, 54), "MultiPolygon", NAME_1="Bashkortostan"), feature(square(0, 50), name="Atlantis"),
        )
    )  # fmt: skip
    assert set(found.paths) == {"RU-MO", "RU-KIR", "RU-BA"}
    assert found.strange == 1
    xs = [float(x) for path in found.paths.values() for x in re.findall(r"[ML]([-\d.]+) ", path)]
    assert (min(xs), max(xs)) == (0, boundaries.WIDTH)


def test_a_fine_coast_becomes_a_light_picture_and_a_small_region_stays(tmp_path: Path) -> None:
    fine = [[60 + n / 2000, 55 + (n % 7) / 500] for n in range(40_000)]
    tiny = square(37.6, 55.7, 0.001)
    found = boundaries.read(written(tmp_path, feature([*fine, fine[0]], iso="RU-SVE"), feature(tiny, iso="RU-MOW")))
    assert sum(path.count("L") for path in found.paths.values()) <= boundaries.MOST_POINTS
    assert found.paths["RU-MOW"].count("L") >= 3


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, feature(square(43, 53), iso="RU-MO"))
    assert set(boundaries.read(path).paths) == {"RU-MO"}
    written(tmp_path, feature(square(43, 53), iso="RU-PNZ"))
    os.utime(path, ns=(1, 1))
    assert set(boundaries.read(path).paths) == {"RU-PNZ"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "missing"), ("", "not_geojson"), ("[" * 100_000, "not_geojson"), ('{"features": 7}', "not_geojson"),
        ('{"features": [{"properties": null, "geometry": null}]}', "no_regions"),
        (json.dumps({"features": [feature([["a", "b"]], iso="RU-MO")]}), "not_geojson"),
        (json.dumps({"features": [feature(square(0, 50), name="Atlantis")]}), "no_regions"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_what_is_wrong(text: str | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.geojson"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(boundaries.BoundariesError) as raised:
        boundaries.read(path)
    assert raised.value.code == code
