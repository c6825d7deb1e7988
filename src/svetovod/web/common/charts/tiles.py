"""Tile map of the regions: equal tiles, so that a small region is as visible as a large one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import bridge
from .figure import Chart, Figures, xy
from .tile_grid import SHORT_EN, positions

STEP, EDGE = 46, 2
SCALE = (1, 2, 3, 5)  # lower bounds of the classes d1, d2, d4, d5: small counts are told apart first
CLASSES = (1, 2, 4, 5)


@dataclass(frozen=True, slots=True)
class Tile:
    place: str  # of its corner, as `translate` takes it
    shade: int
    short: str
    spoken: str
    value: str
    url: str

    @property
    def ink(self) -> str:
        return "thi" if self.shade > 3 else "tlo"


@dataclass(frozen=True, kw_only=True)
class TileMap(Chart):
    template: ClassVar[str] = "charts/tiles.svg"
    tiles: tuple[Tile, ...]
    framed: tuple[str, ...]  # places of the marked ones
    legend: tuple[tuple[int, str], ...]

    @property
    def drawn(self) -> SafeString:
        """All tiles: eighty-nine of them are too many for a loop of a template."""
        return mark_safe("".join(map(_drawn, self.tiles)))


def _drawn(tile: Tile) -> str:
    spoken, ink = escape(tile.spoken), tile.ink
    value = f'<text class="{ink}" x="5" y="34" font-weight="700">{escape(tile.value)}</text>' if tile.value else ""
    opening, closing = f'<g transform="translate({tile.place})"', "</g>"
    if tile.url:
        opening, closing = f'<a href="{escape(tile.url)}" aria-label="{spoken}">{opening}>', "</g></a>"
    else:
        opening = f'{opening} aria-hidden="true">'
    return (
        f'{opening}<title>{spoken}</title><rect class="k{tile.shade}" width="43" height="43" rx="1"/>'
        f'<text class="{ink}" x="5" y="16">{escape(tile.short)}</text>{value}{closing}'
    )


def build(
    title: str,
    values: Mapping[str, int],
    *,
    links: Mapping[str, str] | None = None,
    marked: Iterable[str] = (),
    scale: Sequence[int] = SCALE,
) -> TileMap:
    """`values` by ISO code. Regions without a tile are in the table of figures, so nothing is lost."""
    lang = formatting.lang()
    names, shorts, grid = bridge.region_names(lang), bridge.region_shorts(), positions()
    places = {iso: f"{EDGE + column * STEP} {EDGE + row * STEP}" for iso, (column, row) in grid.items()}
    tiles = []
    for iso, place in places.items():
        value = values.get(iso, 0)
        tiles.append(
            Tile(
                place=place,
                shade=shade(value, scale),
                short=shorts[iso] if lang == "ru" else SHORT_EN.get(iso, iso.split("-")[1]),
                spoken=f"{names[iso]}: {formatting.number(value)}",
                value=formatting.number(value) if value else "",
                url=(links or {}).get(iso, ""),
            )
        )
    rows = rows_of(values, names)
    columns, lines = (max(p[axis] for p in grid.values()) + 1 for axis in (0, 1))
    return TileMap(
        title=title,
        desc=_("Regions with a value: %(count)d of %(all)d.") % {"count": len(rows), "all": len(places)},
        width=xy(columns * STEP + 2),
        height=xy(lines * STEP + 2),
        tiles=tuple(tiles),
        framed=tuple(places[iso] for iso in marked if iso in places),
        legend=legend(scale),
        figures=Figures((_("Region"), _("Number")), rows),
    )


def rows_of(values: Mapping[str, int], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same figures for the table, the largest first."""
    found = sorted(
        ((names.get(iso, iso), value) for iso, value in values.items() if value), key=lambda r: (-r[1], r[0])
    )
    return [(name, formatting.number(value)) for name, value in found]


def shade(value: int, scale: Sequence[int] = SCALE) -> int:
    """Class 0..5 of the data scale."""
    reached = [colour for bound, colour in zip(scale, CLASSES, strict=True) if value >= bound]
    return reached[-1] if reached else 0


def legend(scale: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Classes of the data scale with the values they stand for."""
    entries: list[tuple[int, Any]] = [(0, _("none"))]
    for i, bound in enumerate(scale):
        if i + 1 == len(scale):
            words = _("%(bound)d and more") % {"bound": bound}
        else:
            upper = scale[i + 1] - 1
            words = str(bound) if upper == bound else f"{bound}–{upper}"
        entries.append((CLASSES[i], words))
    return tuple(entries)
